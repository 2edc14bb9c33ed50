import type { IncomingMessage } from 'node:http';
import { pipeline, Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HttpError } from '../http/HttpError';

/**
 * The body of a git request, unpacked and counted: an upload that is small on
 * the wire and huge unpacked ends at the same limit as any other.
 */
export function requestBody(
  request: IncomingMessage,
  maxBytes: number,
): Readable {
  let size = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) {
        done(new HttpError(413, `More than ${maxBytes} bytes were sent`));
      } else {
        done(undefined, chunk);
      }
    },
  });
  const encoding = request.headers['content-encoding'] ?? 'identity';
  // The error reaches the reader of the counter; there is nothing to add here.
  const ignore = () => {};
  if (encoding === 'gzip' || encoding === 'x-gzip') {
    const gunzip = createGunzip();
    gunzip.once('error', () =>
      counter.destroy(new HttpError(400, 'The body is not valid gzip')),
    );
    pipeline(request, gunzip, counter, ignore);
  } else if (encoding === 'identity') {
    pipeline(request, counter, ignore);
  } else {
    throw new HttpError(415, `Content-Encoding ${encoding} is not supported`);
  }
  return counter;
}
