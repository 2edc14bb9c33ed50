import { createServer, type Server } from 'node:http';
import type { Lifecycle } from '../lifecycle.ts';

export interface HealthOptions {
  lifecycle: Lifecycle;
  runner: { readonly alive: boolean };
}

/** What the platform asks while it runs: does it come forward, and has it been told to stop. It has no other visitors. */
export function createHealthServer({ lifecycle, runner }: HealthOptions): Server {
  const answers: Record<string, () => [status: number, state: string]> = {
    '/livez': () => (runner.alive ? [200, 'alive'] : [503, 'stuck']),
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
