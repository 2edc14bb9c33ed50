import { HttpError } from '../http/HttpError';

const MAX_TITLE = 255;
const MAX_BODY = 65_536;

/** @throws HttpError 422 */
export function assertTitle(value: unknown): string {
  const title = typeof value === 'string' ? value.trim() : '';
  if (title === '' || title.length > MAX_TITLE || /[\r\n\0]/.test(title)) {
    throw new HttpError(
      422,
      `title must be one line of 1 to ${MAX_TITLE} characters`,
    );
  }
  return title;
}

/** @throws HttpError 422 */
export function assertBody(value: unknown): string {
  const body = value ?? '';
  if (typeof body !== 'string' || body.length > MAX_BODY) {
    throw new HttpError(422, `body must be a text of ${MAX_BODY} characters`);
  }
  return body;
}
