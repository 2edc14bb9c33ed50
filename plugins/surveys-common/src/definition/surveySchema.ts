import { z } from 'zod/v4';
import { promptTriggers } from '../prompt';
import { DONT_KNOW } from '../questions';
import { checkConditions } from './conditions';

const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    'has to be lower-case letters, digits and dashes, starting with a letter, at most 63',
  );
const line = z.string().trim().min(1, 'must not be empty').max(500);
const language = z
  .string()
  .regex(
    /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
    'has to be a language tag such as en or pt-BR',
  );
/** A plain text, in a survey with one language; else one for each. */
const localized = z.union([line, z.record(language, line)], {
  error: issue =>
    typeof issue.input === 'string'
      ? 'must not be empty, nor longer than 500 characters'
      : 'has to be a text, or a text for each language',
});

const option = z.strictObject({
  value: id.refine(value => value !== DONT_KNOW, {
    message: `"${DONT_KNOW}" is offered with every question already`,
  }),
  label: localized,
});
const options = z.array(option).min(2).max(20).superRefine(unique('value'));

const base = {
  id,
  version: z.number().int().min(1).default(1),
  text: localized,
  help: localized.optional(),
  askIf: z
    .array(
      z.strictObject({
        question: id,
        is: z.array(z.union([z.number().int(), z.string()])).min(1),
      }),
    )
    .min(1)
    .max(10)
    .optional(),
};
const scale = { ...base, labels: z.array(localized).length(5).optional() };
const several = { ...base, options, most: z.number().int().min(1).optional() };

const question = z
  .discriminatedUnion('type', [
    z.strictObject({ ...scale, type: z.literal('agreement') }),
    z.strictObject({ ...scale, type: z.literal('satisfaction') }),
    z.strictObject({ ...scale, type: z.literal('effort') }),
    z.strictObject({
      ...base,
      type: z.literal('likelihood'),
      labels: z.array(localized).length(2).optional(),
    }),
    z.strictObject({ ...base, type: z.literal('text') }),
    z.strictObject({ ...base, type: z.literal('choice'), options }),
    z.strictObject({ ...several, type: z.literal('multiple-choice') }),
    z.strictObject({ ...several, type: z.literal('ranking') }),
  ])
  .superRefine((value, context) => {
    if ('most' in value && value.most! > value.options.length) {
      context.addIssue({
        code: 'custom',
        path: ['most'],
        message: `there are ${value.options.length} options only`,
      });
    }
  });

/** A survey definition as written in YAML; texts may still be plain. */
export const surveySchema = z.strictObject({
  apiVersion: z.literal('waymark.internal/v1'),
  kind: z.literal('Survey'),
  metadata: z.strictObject({
    name: id,
    title: localized,
    description: localized,
  }),
  spec: z
    .strictObject({
      owner: line.optional(),
      mode: z.enum(['anonymous', 'confidential']),
      prompt: z.strictObject({ after: z.enum(promptTriggers) }).optional(),
      languages: z
        .array(language)
        .min(1)
        .max(30)
        .refine(
          tags => new Set(tags).size === tags.length,
          'names a language twice',
        )
        .default(['en']),
      questions: z
        .array(question)
        .min(1)
        .max(100)
        .superRefine(unique('id'))
        .superRefine((questions, context) => {
          for (const { index, condition, message } of checkConditions(
            questions,
          )) {
            const place = condition === undefined ? [] : [condition];
            context.addIssue({
              code: 'custom',
              path: [index, 'askIf', ...place],
              message,
            });
          }
        }),
    })
    .superRefine(promptRules),
});

/** What {@link surveySchema} reads. */
export type WrittenSurvey = z.infer<typeof surveySchema>;

/** A prompt is one question and perhaps a text, and known by its time. */
function promptRules(
  spec: {
    prompt?: object;
    mode: string;
    questions: { type: string; askIf?: unknown }[];
  },
  context: z.RefinementCtx,
) {
  if (!spec.prompt) return;
  const wrong = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (spec.mode !== 'confidential') {
    wrong(
      'mode',
      'a prompt can be told by its time: it has to be confidential, not anonymous',
    );
  }
  const [, second, ...more] = spec.questions;
  if (more.length > 0 || (second && second.type !== 'text')) {
    wrong('questions', 'a prompt asks one question, and perhaps for one text');
  }
}

function unique<K extends string>(key: K) {
  return (items: Record<K, string>[], context: z.RefinementCtx) => {
    const seen = new Set<string>();
    items.forEach((item, index) => {
      if (seen.has(item[key])) {
        context.addIssue({
          code: 'custom',
          path: [index, key],
          message: `"${item[key]}" is there twice`,
        });
      }
      seen.add(item[key]);
    });
  };
}
