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
  await sampleIsScored(waymark.url);
  process.env.WAYMARK_URL = waymark.url;
  process.env.WAYMARK_GIT_URL = waymark.gitHost.url;
  return async () => {
    await waymark.stop();
    await waymark.database?.remove();
    await rm(stateDir, { recursive: true, force: true });
  };
}

const SAMPLE_COMPONENTS = 13;

/** The catalog fills in the background; the story begins when it is full. */
async function sampleIsScored(url: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const session = await fetch(`${url}/api/auth/sample-accounts/refresh`, {
      headers: {
        'x-requested-with': 'XMLHttpRequest',
        'x-waymark-sample-account': 'developer',
      },
    });
    const { backstageIdentity } = await session.json();
    const response = await fetch(`${url}/api/conformity/scores?limit=100`, {
      headers: { authorization: `Bearer ${backstageIdentity.token}` },
    });
    const { items = [] } = await response.json();
    const scored = items.filter(
      (item: { score?: number }) => item.score !== undefined,
    );
    if (scored.length >= SAMPLE_COMPONENTS) return;
    if (Date.now() > deadline) {
      throw new Error(
        `Only ${scored.length} of ${SAMPLE_COMPONENTS} sample components were scored within two minutes.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
