import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { Lifecycle } from '../lifecycle.ts';
import { letAnswersArrive } from './let-answers-arrive.ts';
import { observeRequests } from './observe.ts';
import { handleError, handleNotFound } from './problems.ts';
import { securityHeaders } from './security-headers.ts';
import {
  chooseRepresentation,
  type PageSettings,
  type StaticFile,
  type StaticFiles,
} from './static-files.ts';

export interface ServerOptions {
  files: StaticFiles;
  lifecycle: Lifecycle;
  logger: FastifyBaseLogger;
  settings: PageSettings;
}

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { files, lifecycle } = options;
  const app: FastifyInstance = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }), // observeRequests writes one line per request
    bodyLimit: 1_024, // nothing is ever sent here
    requestTimeout: 10_000, // to receive a request
    handlerTimeout: 10_000, // to answer it, from memory
    keepAliveTimeout: 65_000, // longer than load balancers keep an idle connection, so that they close first
  });

  observeRequests(app);
  letAnswersArrive(app);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(handleNotFound);

  const always = securityHeaders(options.settings);
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(always);
    // Tell clients to come back on a new connection, which the load balancer gives to somebody else.
    if (lifecycle.state === 'draining') reply.header('connection', 'close');
  });

  app.get('/livez', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'alive' }),
  );
  // The API is not asked: while it is down the app still explains itself, and must keep its traffic.
  app.get('/readyz', async (_request, reply) =>
    reply
      .code(lifecycle.state === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: lifecycle.state }),
  );
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const file = files.get(path) ?? (isPage(path, request) ? files.page : undefined);
    return file ? sendFile(request, reply, file) : reply.callNotFound();
  });

  await app.ready();
  return app;
}

/** Pages are known to the app only. What has an extension, or is not asked for as a page, is no page. */
function isPage(path: string, request: FastifyRequest): boolean {
  return path === '/' || (!/\.[^/]*$/.test(path) && Boolean(request.headers.accept?.includes('text/html')));
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: StaticFile): FastifyReply {
  const { body, encoding, etag } = chooseRepresentation(file, request.headers['accept-encoding']);
  reply.headers({ 'cache-control': file.cacheControl, etag, vary: 'accept-encoding' });
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.includes(etag) || known?.includes('*')) return reply.code(304).send();
  if (encoding) reply.header('content-encoding', encoding);
  return reply.type(file.type).send(body);
}
