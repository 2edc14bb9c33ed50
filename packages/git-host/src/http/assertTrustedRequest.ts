import type { IncomingMessage } from 'node:http';
import { HttpError } from './HttpError';

/**
 * Refuses what a browser sends on behalf of somebody else's page. The Host
 * check stops a foreign name that was made to resolve to this machine; the
 * origin checks stop writes from another site with the user's credentials.
 *
 * @throws HttpError 403 or 421
 */
export function assertTrustedRequest(
  request: IncomingMessage,
  hostnames: Set<string>,
): void {
  const { host, origin } = request.headers;
  const hostname = hostnameOf(`http://${host ?? ''}`);
  if (hostname === undefined || !hostnames.has(hostname)) {
    throw new HttpError(421, 'This host does not answer under that name');
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    return;
  }
  const site = request.headers['sec-fetch-site'] ?? 'none';
  const foreign = origin !== undefined && origin !== `http://${host}`;
  if (foreign || !['none', 'same-origin'].includes(`${site}`)) {
    throw new HttpError(403, 'Changes from pages of other sites are refused');
  }
}

function hostnameOf(url: string): string | undefined {
  try {
    const parsed = new URL(url);
    return parsed.pathname === '/' && !parsed.username && !parsed.search
      ? parsed.hostname
      : undefined;
  } catch {
    return undefined;
  }
}
