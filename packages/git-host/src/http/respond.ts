import type { ServerResponse } from 'node:http';
import type { RequestContext } from './RequestContext';

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-cache',
  });
  response.end(JSON.stringify(body));
}

/**
 * Sets the ETag; answers 304 and returns true where the client has it already.
 */
export function answeredNotModified(
  context: RequestContext,
  etag: string,
): boolean {
  const quoted = `"${etag}"`;
  context.response.setHeader('ETag', quoted);
  context.response.setHeader('Cache-Control', 'no-cache');
  const known = `${context.request.headers['if-none-match'] ?? ''}`
    .split(',')
    .map(value => value.trim().replace(/^W\//, ''));
  if (!known.includes(quoted)) {
    return false;
  }
  context.response.writeHead(304);
  context.response.end();
  return true;
}

/** A whole number from the query within bounds, or the default. */
export function queryNumber(
  query: URLSearchParams,
  name: string,
  fallback: number,
  max: number,
): number {
  const value = query.get(name) ?? '';
  return /^[1-9]\d{0,8}$/.test(value) ? Math.min(Number(value), max) : fallback;
}
