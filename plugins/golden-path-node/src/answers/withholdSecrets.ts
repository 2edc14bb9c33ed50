import { JsonObject, JsonValue } from '@backstage/types';

const SECRET_KEY =
  /(?:^|[^a-z])(?:password|passwd|passphrase|secret|token|api_?key|private_?key|access_?key|credentials?)$/;

/** Shorter secrets are compared as a whole only: as a part they would be found everywhere. */
const SHORTEST_PART = 6;

/**
 * Answers without the secrets among them.
 *
 * @public
 */
export interface WithheldAnswers {
  answers: JsonObject;
  /** Paths of what was left out, e.g. `parameters.database.password`. Sorted. */
  withheld: string[];
}

/**
 * Leaves out of a tree of answers what is or holds a secret.
 *
 * @remarks
 *
 * Two signs count: the name of the field (`password`, `apiKey`, …), and a text
 * in which one of the known secrets occurs, as it is or in the shape that the
 * usual template filters give it (case, base64, hex, reversed, URL-encoded). A
 * secret cut into pieces or enciphered cannot be found this way.
 *
 * @param answers - what would be recorded
 * @param secrets - texts that must not be recorded; empty ones are ignored
 * @public
 */
export function withholdSecrets(
  answers: JsonObject,
  secrets: Iterable<string>,
): WithheldAnswers {
  const shapes = new Set<string>();
  for (const secret of secrets) {
    for (const shape of secret ? shapesOf(secret) : []) {
      shapes.add(shape);
    }
  }
  const withheld: string[] = [];
  const kept = copyObject(answers, '', shapes, withheld);
  return { answers: kept, withheld: withheld.sort() };
}

function copyObject(
  source: JsonObject,
  path: string,
  shapes: Set<string>,
  withheld: string[],
): JsonObject {
  const target: JsonObject = Object.create(null);
  for (const [key, value] of Object.entries(source)) {
    const here = path ? `${path}.${key}` : key;
    if (holdsSecret(key, shapes)) {
      withheld.push(path ? `${path}.*` : '*');
    } else if (isSecretKey(key) && value !== null && value !== '') {
      withheld.push(here);
    } else if (value !== undefined) {
      const copy = copyValue(value, here, shapes, withheld);
      if (copy !== undefined) {
        target[key] = copy;
      }
    }
  }
  // Own properties only, so that a key `__proto__` stays data.
  return Object.defineProperties(
    {},
    Object.getOwnPropertyDescriptors(target),
  ) as JsonObject;
}

function copyValue(
  value: JsonValue,
  path: string,
  shapes: Set<string>,
  withheld: string[],
): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      const copy = copyValue(item, `${path}[${index}]`, shapes, withheld);
      return copy === undefined ? [] : [copy];
    });
  }
  if (value !== null && typeof value === 'object') {
    return copyObject(value as JsonObject, path, shapes, withheld);
  }
  if (value !== null && holdsSecret(String(value), shapes)) {
    withheld.push(path);
    return undefined;
  }
  return value;
}

function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(
    key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase(),
  );
}

function holdsSecret(text: string, shapes: Set<string>): boolean {
  for (const shape of shapes) {
    if (text === shape) {
      return true;
    }
    if (shape.length >= SHORTEST_PART && text.includes(shape)) {
      return true;
    }
  }
  return false;
}

function shapesOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const hex = bytes.toString('hex');
  return [
    secret,
    secret.trim(),
    secret.toLowerCase(),
    secret.toUpperCase(),
    [...secret].reverse().join(''),
    encodeURIComponent(secret),
    // Without padding, so that a text that goes on behind the secret is found as well.
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    hex,
    hex.toUpperCase(),
  ].filter(shape => shape.length > 0);
}
