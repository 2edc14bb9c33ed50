import { HttpError } from './http/HttpError';

const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/;

// First path segments that this host answers itself.
const RESERVED_OWNERS = new Set(['api', 'assets', 'favicon.ico', 'robots.txt']);

// Names that Windows reserves for devices, with any extension.
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;

export type NameKind = 'organisation' | 'repository';

/**
 * Whether a name may stand on disk and in a URL. One pattern for owners and
 * repositories: lower-case ASCII, so there are no twins by case or by Unicode,
 * nothing that reads as an option, and nothing that climbs out of a folder.
 */
export function isValidName(kind: NameKind, name: string): boolean {
  return (
    NAME.test(name) &&
    !name.includes('..') &&
    !/\.(?:git|lock)$/.test(name) &&
    !DEVICE.test(name) &&
    !(kind === 'organisation' && RESERVED_OWNERS.has(name))
  );
}

/** @throws HttpError 422 that says what a name may look like */
export function assertValidName(kind: NameKind, name: unknown): string {
  if (typeof name === 'string' && isValidName(kind, name)) {
    return name;
  }
  throw new HttpError(
    422,
    `This is not a possible ${kind} name: use 1 to 100 lower-case letters, digits, "-", "_" and ".", starting and ending with a letter or digit, without "..", and not ending in ".git" or ".lock"`,
  );
}
