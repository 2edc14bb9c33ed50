import type { IncomingMessage } from 'node:http';
import { HttpError } from './HttpError';

const MAX_FORM_BYTES = 4 * 1024;

/**
 * Reads what a form of our own pages sent. A browser sends forms of any page,
 * with the credentials it remembers: only one that says it comes from here is
 * taken, and one that says nothing is not.
 *
 * @throws HttpError 403, 413 or 415
 */
export async function readForm(
  request: IncomingMessage,
): Promise<URLSearchParams> {
  const { origin, host } = request.headers;
  if (origin !== `http://${host}`) {
    throw new HttpError(403, 'This form is sent from a page of this host only');
  }
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    throw new HttpError(
      415,
      'Send the body as Content-Type: application/x-www-form-urlencoded',
    );
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FORM_BYTES) {
      throw new HttpError(413, `More than ${MAX_FORM_BYTES} bytes were sent`);
    }
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
