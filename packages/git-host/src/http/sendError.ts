import type { IncomingMessage, ServerResponse } from 'node:http';
import { renderErrorPage } from '../web/errorPage';
import { HttpError } from './HttpError';
import type { HostServices } from './RequestContext';
import { sendJson } from './respond';

/**
 * Answers with an error in the form the client reads: JSON for the API (as
 * Gitea does), a page for browsers, one line for git. What was not foreseen
 * goes to the log, not to the client.
 */
export function sendError(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  services: HostServices,
): void {
  const known = error instanceof HttpError ? error : undefined;
  const gone = request.destroyed && !request.complete;
  if (!known && !gone) {
    const reason =
      error instanceof Error ? error.stack ?? error.message : error;
    services.log(`${request.method} failed: ${reason}`);
  }
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const status = known?.status ?? 500;
  const message = known?.message ?? 'Something went wrong; the log has more';
  for (const [name, value] of Object.entries(known?.headers ?? {})) {
    response.setHeader(name, value);
  }
  if (!request.complete) {
    // What is still being sent is not wanted any more.
    response.setHeader('Connection', 'close');
    request.resume();
  }
  response.removeHeader('ETag');
  if (request.url?.startsWith('/api/')) {
    sendJson(response, status, { message });
  } else if (`${request.headers.accept}`.includes('text/html')) {
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(renderErrorPage(status, message));
  } else {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(`${message}\n`);
  }
}
