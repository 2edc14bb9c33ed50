import type { Lifecycle } from '../lifecycle.ts';
import { type Handlers, loadContract } from './contract.ts';

/** What the platform asks: is it alive, may it have traffic, what does it offer. */
export function operationsHandlers(lifecycle: Lifecycle): Handlers {
  const { document } = loadContract();
  return {
    getLiveness: () => ({ status: 'alive' }),
    // No dependency is asked: while one is down the service still answers, degraded, and must keep its traffic.
    getReadiness: (_request, reply) =>
      reply.code(lifecycle.state === 'ready' ? 200 : 503).send({ status: lifecycle.state }),
    getContract: () => document,
  };
}
