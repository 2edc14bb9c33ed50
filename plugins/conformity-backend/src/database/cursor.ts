import { InputError } from '@backstage/errors';

/** Writes where a page ended, so that it passes through a query string. */
export function encodeCursor(values: unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads what {@link encodeCursor} wrote.
 *
 * @throws InputError when it is something else.
 */
export function decodeCursor(
  cursor: string,
  types: ('string' | 'number')[],
): unknown[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(values) &&
      values.length === types.length &&
      values.every((value, index) => typeof value === types[index])
    ) {
      return values;
    }
  } catch {
    // Said below.
  }
  throw new InputError(
    'The cursor is not one of this list. Take nextCursor of the page before, with the same sort, or leave it out.',
  );
}
