import { HttpError } from '../http/HttpError';
import { MAX_REFS_PER_PUSH } from '../limits';

/**
 * Counts what a push asks for by walking the lines before its pack, so that a
 * push of a million branches is refused before git sees it.
 *
 * @throws HttpError 400 or 413
 */
export function assertPushCommands(start: Buffer): void {
  let offset = 0;
  for (let lines = 0; lines <= MAX_REFS_PER_PUSH; lines++) {
    const header = start.toString('latin1', offset, offset + 4);
    if (!/^[0-9a-f]{4}$/i.test(header)) {
      throw new HttpError(400, 'This is not a git push');
    }
    const length = parseInt(header, 16);
    if (length === 0) {
      return;
    }
    if (length < 4) {
      throw new HttpError(400, 'This is not a git push');
    }
    offset += length;
  }
  throw new HttpError(
    413,
    `One push may move ${MAX_REFS_PER_PUSH} branches and tags at most`,
  );
}
