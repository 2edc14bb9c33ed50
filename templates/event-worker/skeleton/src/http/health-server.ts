import { createServer, type Server } from 'node:http';
import type { Lifecycle } from '../lifecycle.ts';

export interface HealthOptions {
  consumer: { readonly alive: boolean };
  lifecycle: Lifecycle;
}

/** What the platform asks: does it turn, and is it between start and stop. It has no other visitors. */
export function createHealthServer({ consumer, lifecycle }: HealthOptions): Server {
  const answers: Record<string, () => [status: number, state: string]> = {
    '/livez': () => (consumer.alive ? [200, 'alive'] : [503, 'stuck']),
    // No dependency is asked: while one is down, messages wait, and another copy would fare no better.
    '/readyz': () => [lifecycle.state === 'ready' ? 200 : 503, lifecycle.state],
  };
  return createServer(
    { requestTimeout: 5_000, headersTimeout: 5_000, keepAliveTimeout: 5_000 },
    (request, response) => {
      const [status, state] = answers[request.url ?? '']?.() ?? [404, 'There are /livez and /readyz.'];
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' })
        .end(JSON.stringify({ status: state }));
    },
  );
}
