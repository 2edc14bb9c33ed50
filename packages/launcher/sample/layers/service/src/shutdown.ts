import type { FastifyInstance } from 'fastify';

export let draining = false;

/** Stops taking requests, lets the ones under way finish, and exits. */
export async function drain(server: FastifyInstance, withinMs: number) {
  draining = true;
  const deadline = setTimeout(() => process.exit(1), withinMs);
  await server.close();
  clearTimeout(deadline);
  process.exit(0);
}
