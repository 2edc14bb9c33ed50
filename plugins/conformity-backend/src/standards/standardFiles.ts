import { InputError } from '@backstage/errors';

const MAX_FILES = 500;

/** The size of a file of a standard, in bytes, that is worth reading. */
export const MAX_BYTES = 1_000_000;

/** Stands for what is not worth reading: that it is too large is said when it is loaded. */
export const TOO_LARGE = ' '.repeat(MAX_BYTES + 1);

/** Whether a file may be a standard. */
export function isYaml(name: string): boolean {
  return /\.ya?ml$/.test(name);
}

/**
 * The same files. A place without any is more likely broken than meant: taking
 * it out of the configuration says so.
 *
 * @throws InputError when there are none, or too many.
 */
export function requireFiles<T>(name: string, files: T[]): T[] {
  if (files.length === 0 || files.length > MAX_FILES) {
    throw new InputError(
      files.length === 0
        ? `There is no YAML file in ${name}`
        : `There are more than ${MAX_FILES} YAML files in ${name}`,
    );
  }
  return files;
}
