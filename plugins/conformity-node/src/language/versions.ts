import { Environment } from '@marcbachmann/cel-js';
import { InputError } from '@backstage/errors';
import { coerce, compare, parse, Range, SemVer, valid } from 'semver';

const MAX_LENGTH = 256;

class SemverNamespace {}

/** Adds `semver.satisfies()`, `compare()`, `valid()`, `major()`, `minor()` and `coerce()`. */
export function registerVersions(environment: Environment) {
  environment
    .registerType('SemverNamespace', SemverNamespace)
    .registerConstant('semver', 'SemverNamespace', new SemverNamespace())
    .registerFunction(
      'SemverNamespace.satisfies(string, string): bool',
      (_: unknown, version: string, range: string) =>
        rangeOf(range).test(versionOf(version)),
    )
    .registerFunction(
      'SemverNamespace.compare(string, string): int',
      (_: unknown, a: string, b: string) =>
        BigInt(compare(versionOf(a), versionOf(b))),
    )
    .registerFunction(
      'SemverNamespace.valid(string): bool',
      (_: unknown, version: string) =>
        version.length <= MAX_LENGTH && valid(version) !== null,
    )
    .registerFunction(
      'SemverNamespace.major(string): int',
      (_: unknown, version: string) => BigInt(versionOf(version).major),
    )
    .registerFunction(
      'SemverNamespace.minor(string): int',
      (_: unknown, version: string) => BigInt(versionOf(version).minor),
    )
    .registerFunction(
      'SemverNamespace.coerce(string): string',
      (_: unknown, text: string) => {
        const found = text.length <= MAX_LENGTH ? coerce(text) : null;
        if (!found) {
          throw notA('text with a version in it', text);
        }
        return found.version;
      },
    );
}

function versionOf(text: string): SemVer {
  const version = text.length <= MAX_LENGTH ? parse(text) : null;
  if (!version) {
    throw notA('version like 1.2.3', text);
  }
  return version;
}

function rangeOf(text: string): Range {
  try {
    if (text.length <= MAX_LENGTH) {
      return new Range(text);
    }
  } catch {
    // Said below.
  }
  throw notA('range of versions like ^1.2.0', text);
}

function notA(what: string, text: string) {
  return new InputError(`'${text.slice(0, 40)}' is not a ${what}`);
}
