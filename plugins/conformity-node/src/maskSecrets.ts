const MASK = '***';

/** Tokens that give themselves away by their shape. */
const TOKENS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,255}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,255}/g,
  /\bgl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{16,255}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g,
  /\bsk-[A-Za-z0-9_-]{16,255}/g,
  /\bsk_(?:live|test)_[A-Za-z0-9]{10,255}/g,
  /\bnpm_[A-Za-z0-9]{20,255}/g,
  /\bAIza[0-9A-Za-z_-]{30,50}/g,
  /\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{0,2000}/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.*/g,
];

/** A name that says secret, then `:` or `=`, then a value. */
const ASSIGNMENT =
  /((?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)["'\]]{0,2}\s{0,4}(?::=|=>|[:=])\s{0,4})(["']?)([^\s"',;&]{4,500})/gi;

/** `user:password@` in a URL. */
const URL_CREDENTIALS = /(:\/\/[^\s:/@]{0,100}:)[^\s@/]{1,300}@/g;

/** `Authorization: Basic …`, `Bearer …`. */
const AUTHORIZATION = /\b((?:basic|bearer)\s{1,4})[A-Za-z0-9+/=._~-]{8,4000}/gi;

/** Nothing of the above is in a text without one of these: most have none. */
const SUSPICIOUS =
  /AKIA|ASIA|gh[pousr]_|github_pat_|gl(?:pat|ptt|dt|rt)-|xox|sk[-_]|npm_|AIza|eyJ|-----BEGIN|:\/\/|basic|bearer|passw|passphrase|secret|token|key|credential/i;

/** What stands for a secret kept elsewhere, and is fine to show. */
const REFERENCE = /^(?:\$|\{\{|<|process\.env|env\.|secrets\.|vault:|\*{3})/;

/**
 * Replaces what looks like a secret by `***`, so that evidence can be shown to
 * everyone who may read the scorecard.
 *
 * It knows the shapes of common tokens, keys, credentials in URLs, and values
 * assigned to a name that says secret; references such as `$TOKEN` or
 * `process.env.TOKEN` stay. A secret without shape and name is not recognised.
 *
 * @public
 */
export function maskSecrets(text: string): string {
  if (!SUSPICIOUS.test(text)) {
    return text;
  }
  let masked = text;
  for (const token of TOKENS) {
    masked = masked.replace(token, MASK);
  }
  return masked
    .replace(URL_CREDENTIALS, `$1${MASK}@`)
    .replace(AUTHORIZATION, `$1${MASK}`)
    .replace(ASSIGNMENT, (whole, name: string, quote: string, value: string) =>
      REFERENCE.test(value) ? whole : `${name}${quote}${MASK}`,
    );
}
