import type {
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from 'node:http';
import type { Accounts } from '../accounts';
import { assertTrustedRequest } from './assertTrustedRequest';
import type { HostServices } from './RequestContext';
import { parseRequestPath } from './requestPath';
import type { Router } from './Router';
import { sendError } from './sendError';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Every request passes here: first the checks, then exactly one handler. */
export function createRequestListener(options: {
  services: HostServices;
  accounts: Accounts;
  router: Router;
  /** Names under which this host answers. */
  hostnames: Set<string>;
}): RequestListener {
  const { services, accounts, router, hostnames } = options;

  async function handle(request: IncomingMessage, response: ServerResponse) {
    assertTrustedRequest(request, hostnames);
    const { segments, query } = parseRequestPath(request.url ?? '');
    const account = accounts.authenticate(request.headers.authorization);
    const { handler, params } = router.match(request.method ?? '', segments);
    await handler({ services, request, response, params, query, account });
  }

  return (request, response) => {
    response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    // Not `no-referrer`: with that, browsers hide the origin of our own forms.
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.on('error', () => {});
    handle(request, response).catch(error =>
      sendError(error, request, response, services),
    );
  };
}
