// What JSON can say and jsonb cannot: NUL, and half of a surrogate pair.
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi;

/** JSON that PostgreSQL takes as jsonb, whatever bytes a repository brought. */
export function toJsonb(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes('\\u0000') || json.includes('\\ud')
    ? json.replace(UNSTORABLE, '$1\\ufffd')
    : json;
}
