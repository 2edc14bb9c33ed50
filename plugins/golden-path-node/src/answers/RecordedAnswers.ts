import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { parseDocument, stringify } from 'yaml';

const API_VERSION = 'waymark.internal/v1';
const KIND = 'Answers';
const MAX_LENGTH = 1_000_000;

const COMMENT = `# What this repository was created from, and what was answered then.
# Written by the portal, which reads it to propose upgrades of the template. Do not edit.
`;

/**
 * What a created repository remembers of its creation, in `.waymark/answers.yaml`.
 *
 * @public
 */
export interface RecordedAnswers {
  /** The template, e.g. `template:default/typescript-service`. */
  templateRef: string;
  /** Its version, where it carries one. */
  templateVersion?: string;
  /** `sha256:` and 64 hex digits: digest of the rendered files, see {@link digestWorkspace}. */
  digest: string;
  /** The answers of the form, without secrets. */
  parameters: JsonObject;
  /** The values that the skeleton was rendered with, without secrets. */
  values: JsonObject;
  /** Paths of what was left out because it is or holds a secret. */
  withheld: string[];
}

/**
 * The text of `.waymark/answers.yaml`. Same answers, same bytes.
 *
 * @public
 */
export function stringifyAnswers(answers: RecordedAnswers): string {
  const document = {
    apiVersion: API_VERSION,
    kind: KIND,
    template: {
      ref: answers.templateRef,
      ...(answers.templateVersion !== undefined && {
        version: answers.templateVersion,
      }),
    },
    digest: answers.digest,
    parameters: answers.parameters,
    values: answers.values,
    ...(answers.withheld.length > 0 && { withheld: answers.withheld }),
  };
  // No anchors: a file that people read should say what it means where it says it.
  return (
    COMMENT +
    stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })
  );
}

/**
 * Reads `.waymark/answers.yaml`, which anyone with access to the repository may have edited.
 *
 * @throws `InputError` that says what is wrong with the file
 * @public
 */
export function parseAnswers(text: string): RecordedAnswers {
  if (text.length > MAX_LENGTH) {
    throw invalid(`it has more than ${MAX_LENGTH} characters`);
  }
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) {
    throw invalid(`it is not YAML: ${document.errors[0].message}`);
  }
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 0 });
  } catch {
    throw invalid('it uses YAML aliases, which answers never need');
  }
  if (!isObject(content)) {
    throw invalid('it is not a mapping');
  }
  if (content.apiVersion !== API_VERSION || content.kind !== KIND) {
    throw invalid(`it is not of apiVersion ${API_VERSION}, kind ${KIND}`);
  }
  const template = content.template;
  if (!isObject(template) || typeof template.ref !== 'string') {
    throw invalid('template.ref is missing');
  }
  assertTemplateRef(template.ref);
  if (template.version !== undefined && typeof template.version !== 'string') {
    throw invalid('template.version is not a text (put it in quotes)');
  }
  if (
    typeof content.digest !== 'string' ||
    !/^sha256:[0-9a-f]{64}$/.test(content.digest)
  ) {
    throw invalid('digest is not sha256: and 64 hex digits');
  }
  if (!isObject(content.parameters)) {
    throw invalid('parameters is not a mapping');
  }
  if (!isObject(content.values)) {
    throw invalid('values is not a mapping');
  }
  const withheld = content.withheld ?? [];
  if (
    !Array.isArray(withheld) ||
    !withheld.every((item): item is string => typeof item === 'string')
  ) {
    throw invalid('withheld is not a list of texts');
  }
  return {
    templateRef: template.ref,
    ...(template.version !== undefined && {
      templateVersion: template.version as string,
    }),
    digest: content.digest,
    parameters: content.parameters,
    values: content.values,
    withheld,
  };
}

function assertTemplateRef(ref: string) {
  try {
    if (parseEntityRef(ref).kind.toLocaleLowerCase('en-US') === 'template') {
      return;
    }
  } catch {
    // Told below in our own words.
  }
  throw invalid(`template.ref ${JSON.stringify(ref)} names no template`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): InputError {
  return new InputError(
    `.waymark/answers.yaml cannot be used: ${reason}. Restore it from the history of the repository.`,
  );
}
