import { Settings } from '../settings';
import { consoleProgress } from '../progress';
import { Waymark, startWaymark } from '../waymark';

/** `npm start`: everything, until Ctrl-C. */
export async function start(settings: Settings): Promise<number> {
  const asked = stopSignal();
  const began = Date.now();
  let waymark: Waymark;
  try {
    waymark = await startWaymark(settings, consoleProgress, asked);
  } catch (error) {
    if (!asked.aborted) throw error;
    process.stdout.write('\nStopped before it was ready.\n');
    return 1;
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stdout.write(
    welcome(waymark.url, waymark.gitHost.url, seconds, settings.sample),
  );

  const failed = await Promise.race([aborted(asked), waymark.failed]);
  if (failed) {
    process.stderr.write(
      `\n✗ ${failed} ended by itself. Its log is in ${settings.stateDir}/logs. Stopping the rest.\n`,
    );
  } else {
    process.stdout.write('\nStopping …\n');
  }
  await waymark.stop();
  if (failed) return 1;
  process.stdout.write('Stopped. Your data are kept for the next start.\n');
  return 0;
}

/** Aborts at the first request to stop; the terminal and npm may both send one. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => controller.abort());
  }
  return controller.signal;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined));
  });
}

function welcome(
  url: string,
  gitHostUrl: string,
  seconds: number,
  sample: boolean,
): string {
  const things = sample
    ? [
        `Create a service:       ${url}/create   (sign in as "developer")`,
        `See who meets what:     ${url}/conformity`,
        `Answer the open survey: ${url}/surveys`,
      ]
    : [
        `Create a service:       ${url}/create`,
        `Read the standards:     ${url}/standards`,
        `Set up the catalog:     catalog.locations in app-config.yaml`,
      ];
  return `
  Waymark is ready after ${seconds} s:  ${url}

  Three things to try:
    1. ${things[0]}
    2. ${things[1]}
    3. ${things[2]}

  Repositories are at ${gitHostUrl}. Press Ctrl-C to stop.
`;
}
