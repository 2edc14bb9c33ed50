import { InputError } from '@backstage/errors';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { NewParameter } from '@waymark-idp/plugin-golden-path-common';
import Ajv from 'ajv';

/**
 * The parameters that one version of a template asks for and an older one did
 * not, as far as the recorded answers do not have them.
 *
 * @public
 */
export function newParametersOf(options: {
  from: TemplateEntityV1beta3;
  to: TemplateEntityV1beta3;
  recorded: JsonObject;
}): NewParameter[] {
  const known = parametersOf(options.from);
  return [...parametersOf(options.to)]
    .filter(([name]) => !known.has(name) && !(name in options.recorded))
    .map(([name, { schema, required }]) => ({
      name,
      title: typeof schema.title === 'string' ? schema.title : name,
      ...(typeof schema.description === 'string' && {
        description: schema.description,
      }),
      ...(schema.default !== undefined && { default: schema.default }),
      required,
      schema,
    }));
}

/** Names of what has to be answered, and is not. */
export function missingAnswers(
  newParameters: readonly NewParameter[],
  given: JsonObject,
): string[] {
  return newParameters
    .filter(
      parameter =>
        parameter.required &&
        parameter.default === undefined &&
        given[parameter.name] === undefined,
    )
    .map(({ name }) => name);
}

/**
 * The recorded answers, with those to the new parameters: as given, or their
 * defaults.
 *
 * @throws `InputError` that names what is missing, or is not what the parameter takes
 */
export function answerNewParameters(options: {
  recorded: JsonObject;
  newParameters: readonly NewParameter[];
  given: JsonObject;
}): JsonObject {
  const { recorded, newParameters, given } = options;
  const unknown = Object.keys(given).filter(
    name => !newParameters.some(parameter => parameter.name === name),
  );
  if (unknown.length > 0) {
    throw new InputError(
      `This upgrade does not ask for ${unknown.join(', ')}. Leave it out.`,
    );
  }
  const answers: JsonObject = { ...recorded };
  const missing: string[] = [];
  const ajv = new Ajv({ strict: false });
  for (const parameter of newParameters) {
    const { name, title, required, schema } = parameter;
    const value: JsonValue | undefined = given[name] ?? parameter.default;
    if (value === undefined) {
      if (required) {
        missing.push(title);
      }
      continue;
    }
    const validate = ajv.compile(schema);
    if (!validate(value)) {
      throw new InputError(
        `${title} (${name}) ${ajv.errorsText(validate.errors, {
          dataVar: 'the answer',
        })}.`,
      );
    }
    answers[name] = value;
  }
  if (missing.length > 0) {
    throw new InputError(
      `The new version asks for ${missing.join(
        ', ',
      )}, which has no default. Answer it, and plan the upgrade again.`,
    );
  }
  return answers;
}

/** What a template asks for, on all pages of its form. */
export function parametersOf(
  template: TemplateEntityV1beta3,
): Map<string, { schema: JsonObject; required: boolean }> {
  const { parameters = [] } = template.spec;
  const pages = (
    Array.isArray(parameters) ? parameters : [parameters]
  ) as JsonObject[];
  return new Map(
    pages.flatMap(page => {
      const required = (page.required ?? []) as string[];
      return Object.entries((page.properties ?? {}) as JsonObject).map(
        ([name, schema]): [
          string,
          { schema: JsonObject; required: boolean },
        ] => [
          name,
          { schema: schema as JsonObject, required: required.includes(name) },
        ],
      );
    }),
  );
}
