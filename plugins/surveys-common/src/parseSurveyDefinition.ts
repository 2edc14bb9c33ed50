import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod/v4';
import { DONT_KNOW, type Question } from './questions';
import type { PrivacyMode } from './types';

/** A question as written in a definition: its hash is not computed yet. @public */
export type QuestionDefinition = Question extends infer Q
  ? Q extends Question
    ? Omit<Q, 'wordingHash'>
    : never
  : never;

/** A survey as written in YAML. @public */
export interface SurveyDefinition {
  id: string;
  title: string;
  description: string;
  owner?: string;
  mode: PrivacyMode;
  questions: QuestionDefinition[];
}

/** What is wrong with a definition, and where. @public */
export interface DefinitionProblem {
  /** 1-based line of the text. */
  line: number;
  message: string;
}

const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    'has to be lower-case letters, digits and dashes, starting with a letter, at most 63',
  );
const line = z.string().trim().min(1, 'must not be empty').max(500);
const base = {
  id,
  version: z.number().int().min(1).default(1),
  text: line,
  help: line.optional(),
};

const question = z.discriminatedUnion('type', [
  z.strictObject({ ...base, type: z.literal('agreement') }),
  z.strictObject({ ...base, type: z.literal('likelihood') }),
  z.strictObject({ ...base, type: z.literal('text') }),
  z.strictObject({
    ...base,
    type: z.literal('choice'),
    options: z
      .array(
        z.strictObject({
          value: id.refine(value => value !== DONT_KNOW, {
            message: `"${DONT_KNOW}" is offered with every question already`,
          }),
          label: line,
        }),
      )
      .min(2)
      .max(20)
      .superRefine(unique('value')),
  }),
]);

const definition = z.strictObject({
  apiVersion: z.literal('waymark.internal/v1'),
  kind: z.literal('Survey'),
  metadata: z.strictObject({ name: id, title: line, description: line }),
  spec: z.strictObject({
    owner: line.optional(),
    mode: z.enum(['anonymous', 'confidential']),
    questions: z.array(question).min(1).max(100).superRefine(unique('id')),
  }),
});

/**
 * Reads a survey definition from YAML. Every problem carries the line it is on.
 *
 * @public
 */
export function parseSurveyDefinition(
  yaml: string,
): { survey: SurveyDefinition } | { problems: DefinitionProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map(error => ({
      line: lines.linePos(error.pos[0]).line,
      // The first line says it; the rest draws an arrow into the text.
      message: error.message.split(' at line ')[0],
    }));
    return { problems };
  }
  const parsed = definition.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(issue => ({
      line: lineOf(document, lines, issue.path),
      message: `${issue.path.join('.') || 'the document'}: ${issue.message}`,
    }));
    return { problems };
  }
  const { metadata, spec } = parsed.data;
  return {
    survey: {
      id: metadata.name,
      title: metadata.title,
      description: metadata.description,
      owner: spec.owner,
      mode: spec.mode,
      questions: spec.questions,
    },
  };
}

/** The line of the deepest node on the path that is there. */
function lineOf(
  document: Document.Parsed,
  lines: LineCounter,
  path: PropertyKey[],
): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
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
