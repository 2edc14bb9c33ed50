import type { IncomingMessage } from 'node:http';
import { MAX_JSON_BODY_BYTES } from '../limits';
import { HttpError } from './HttpError';

/**
 * Reads a JSON object.
 *
 * The content type is insisted on because a browser sends JSON to another
 * origin only after asking, and this host never answers that question: that,
 * together with the origin check, is the protection against forged requests.
 *
 * @throws HttpError 400, 413 or 415
 */
export async function readJsonBody(
  request: IncomingMessage,
): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new HttpError(415, 'Send the body as Content-Type: application/json');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_JSON_BODY_BYTES) {
      throw new HttpError(
        413,
        `The body is larger than ${MAX_JSON_BODY_BYTES} bytes`,
      );
    }
    chunks.push(chunk);
  }
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpError(400, 'The body is not valid JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new HttpError(400, 'The body must be a JSON object');
  }
  return body as Record<string, unknown>;
}
