import { setTimeout } from 'timers/promises';

const WAITS_MS = [250, 1000, 3000, 6000];

// Connection exceptions, operator intervention (as in a restart), and what the
// driver says of a socket that is gone.
const AWAY =
  /^(08|57P|53300|ECONNREFUSED|ECONNRESET|EPIPE)|Connection terminated|Connection ended|connection error/i;

/**
 * Tries again what failed because PostgreSQL was away for a moment. Only for
 * what may happen twice: whether the first try reached it is not known.
 */
export async function retryWhileAway<T>(work: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await work();
    } catch (error) {
      const { code, message } = error as { code?: string; message?: string };
      if (!AWAY.test(code ?? '') && !AWAY.test(message ?? '')) {
        throw error;
      }
    }
    await setTimeout(wait);
  }
  return await work();
}
