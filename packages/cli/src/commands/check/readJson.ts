import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors';

/** @throws UsageError when there is no such file, or no object in it. */
export async function readJson<T extends object>(file: string): Promise<T> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) {
      return value as T;
    }
  } catch {
    // Said below.
  }
  throw new UsageError(`${file} is no JSON object.`);
}
