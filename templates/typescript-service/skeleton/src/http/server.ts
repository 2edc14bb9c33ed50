import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Lifecycle } from '../lifecycle.ts';
import { addContractRoutes, type Handlers } from './contract.ts';
import { observeRequests } from './observe.ts';
import { handleError, handleNotFound } from './problems.ts';

export interface ServerOptions {
  /** The longest that an answer may take; after that the caller gets 503. */
  deadlineMs: number;
  handlers: Handlers;
  lifecycle: Lifecycle;
  logger: FastifyBaseLogger;
}

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }), // observeRequests writes one line per request
    routerOptions: { maxParamLength: 1_000 }, // the contract says how long a parameter may be: this is before decoding
    bodyLimit: 256 * 1024,
    requestTimeout: 10_000, // to receive a request
    handlerTimeout: options.deadlineMs, // to answer it; what takes longer is accepted with 202 and asked for later
    keepAliveTimeout: 65_000, // longer than load balancers keep an idle connection, so that they close first
    ajv: { customOptions: { removeAdditional: false } }, // what the contract does not know is refused, not dropped
  });

  observeRequests(app);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(handleNotFound);

  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    // Tell clients to come back on a new connection, which the load balancer gives to somebody else.
    if (options.lifecycle.state === 'draining') reply.header('connection', 'close');
  });

  addContractRoutes(app, options.handlers);
  await app.ready();
  return app;
}
