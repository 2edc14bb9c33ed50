import { InputError } from '@backstage/errors';
import { decodeCursor, encodeCursor } from './cursor';

const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}(:?\d{2})?$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a page of a list ended that is sorted by a time and an id. */
export interface TimeCursor {
  /** As PostgreSQL writes it, to the microsecond. */
  at: string;
  id: string;
}

export function encodeTimeCursor({ at, id }: TimeCursor): string {
  return encodeCursor([at, id]);
}

/** @throws InputError when the cursor is none of ours. */
export function decodeTimeCursor(cursor: string): TimeCursor {
  const [at, id] = decodeCursor(cursor, ['string', 'string']) as string[];
  if (!TIME.test(at) || !UUID.test(id)) {
    throw new InputError(
      'The cursor is not one of this list. Take nextCursor of the page before, or leave it out.',
    );
  }
  return { at, id };
}
