import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject } from '@backstage/types';
import { parametersOf } from '../upgrade/newParameters';

/** What a repository says of itself, by the names that forms of templates have for it. @public */
export interface KnownAnswers {
  name: string;
  description: string;
  /** Entity ref. */
  owner: string;
  /** Entity ref. */
  system?: string;
  /** `host?owner=…&repo=…` */
  repoUrl: string;
}

/** The answers that would have been given, had a repository been created. @public */
export interface DerivedParameters {
  parameters: JsonObject;
  /** Titles of what has to be answered, and cannot be derived. */
  missing: string[];
}

/**
 * The answers to the form of a template: what was given, what the repository
 * says of itself, and the defaults of the form.
 *
 * @public
 */
export function deriveParameters(
  template: TemplateEntityV1beta3,
  known: KnownAnswers,
  given: JsonObject = {},
): DerivedParameters {
  const answers: JsonObject = { ...(known as unknown as JsonObject), ...given };
  const parameters: JsonObject = {};
  const missing: string[] = [];
  for (const [name, { schema, required }] of parametersOf(template)) {
    const value = answers[name] ?? schema.default;
    if (value !== undefined) {
      parameters[name] = value;
    } else if (required) {
      missing.push(typeof schema.title === 'string' ? schema.title : name);
    }
  }
  return { parameters, missing };
}
