import { Server } from 'node:net';
import { finished } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';

/**
 * Closes the server only when every answer has left it. Node itself counts an answer as done once its last byte has been
 * handed over, sent or not, and then cuts the connection of whoever loads slowly.
 */
export function letAnswersArrive(app: FastifyInstance): void {
  const onTheirWay = new Set<Promise<void>>();
  app.addHook('onRequest', async (_request, reply) => {
    // One that was cut off by its reader is no longer on its way either.
    const sent = finished(reply.raw).catch(() => undefined);
    onTheirWay.add(sent);
    void sent.then(() => onTheirWay.delete(sent));
  });
  app.addHook('preClose', async () => {
    // Of the server below HTTP: nothing new is accepted, and no connection is touched.
    Server.prototype.close.call(app.server);
    await Promise.all(onTheirWay);
  });
}
