import { rm } from 'node:fs/promises';
import type { EmbeddedDatabase } from '../database/EmbeddedDatabase';

interface Started {
  waymarkTestDatabase?: { database: EmbeddedDatabase; dir: string };
}

/** Stops what globalSetup started, and removes its data. */
// eslint-disable-next-line import/no-default-export -- the form that jest asks for
export default async function globalTeardown(): Promise<void> {
  const started = (globalThis as Started).waymarkTestDatabase;
  if (!started) return;
  await started.database.remove();
  await rm(started.dir, { recursive: true, force: true });
}
