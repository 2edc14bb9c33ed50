import { setTimeout as sleep } from 'node:timers/promises';

const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000];

/**
 * Does a write to the database that must not be lost: tries again for about 40
 * seconds, long enough for a restart of PostgreSQL or a failover.
 */
export async function persistently<T>(write: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await write();
    } catch {
      await sleep(wait);
    }
  }
  return write();
}
