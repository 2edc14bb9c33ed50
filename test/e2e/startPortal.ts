import { consoleProgress, rootDir, startWaymark } from '@waymark-idp/launcher';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * Starts Waymark as `npm start` does, on free ports and with data of its own.
 * Both go away with the run.
 */
export default async function startPortal(): Promise<() => Promise<void>> {
  const stateDir = await mkdtemp(path.join(os.tmpdir(), 'waymark-e2e-'));
  const waymark = await startWaymark(
    { root: rootDir, stateDir, port: 0, gitHostPort: 0, sample: true },
    consoleProgress,
  );
  process.env.WAYMARK_URL = waymark.url;
  process.env.WAYMARK_GIT_URL = waymark.gitHost.url;
  return async () => {
    await waymark.stop();
    await waymark.database?.remove();
    await rm(stateDir, { recursive: true, force: true });
  };
}
