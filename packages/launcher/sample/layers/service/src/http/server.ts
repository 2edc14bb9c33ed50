import Fastify from 'fastify';
import { draining } from '../shutdown.ts';

export function createServer(options: { logLevel: string }) {
  const app = Fastify({
    logger: { level: options.logLevel, formatters: { level: label => ({ level: label }) } },
    requestTimeout: 10_000,
    requestIdHeader: 'traceparent',
    requestIdLogLabel: 'trace_id',
  });
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) =>
    draining ? reply.code(503).send({ status: 'draining' }) : { status: 'ok' },
  );
  return app;
}
