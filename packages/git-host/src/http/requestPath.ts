import { HttpError } from './HttpError';

// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f\\]/;

/**
 * Splits a raw request target into decoded path segments and its query.
 *
 * Decoding happens exactly once and per segment, so an encoded slash or dot
 * never becomes a separator or a parent later on. Anything that could mean
 * another path to another reader (`.`, `..`, an empty segment, a backslash, a
 * control character) is refused here, for every route at once.
 *
 * @throws HttpError 400
 */
export function parseRequestPath(target: string): {
  segments: string[];
  query: URLSearchParams;
} {
  const end = target.indexOf('?');
  const path = end < 0 ? target : target.slice(0, end);
  if (!path.startsWith('/')) {
    throw new HttpError(400, 'The request path must start with a slash');
  }
  // One slash at the end means nothing, as in /src/branch/main/.
  const raw = path.replace(/\/$/, '').split('/').slice(1);
  return {
    segments: raw.map(decode),
    query: new URLSearchParams(end < 0 ? '' : target.slice(end + 1)),
  };
}

function decode(segment: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    throw new HttpError(400, 'The request path is not valid percent-encoding');
  }
  const parts = decoded.split('/');
  if (
    UNSAFE.test(decoded) ||
    parts.some(part => part === '' || part === '.' || part === '..')
  ) {
    throw new HttpError(
      400,
      'The request path must not contain empty or dot segments, backslashes or control characters',
    );
  }
  return decoded;
}
