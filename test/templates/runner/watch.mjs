import { watch as watchFolder } from 'node:fs';
import { createInterface } from 'node:readline';
import { runTemplates } from './runTemplates.mjs';

/** Editors write a file in several steps, and people save several files. */
const SETTLED_MS = 150;

/**
 * Renders and evaluates the cases again whenever a file in `options.folders` changes. A line `v` in `options.input` runs
 * the commands of the cases too; `q`, or its end, ends it. `options.say` is told what it is at.
 */
export async function watch(options) {
  let wanted;
  let running;
  let timer;
  const turn = async () => {
    while (wanted) {
      const { verify } = wanted;
      wanted = undefined;
      await once(options, verify);
    }
    running = undefined;
  };
  const ask = verify => {
    wanted = { verify: verify || wanted?.verify === true };
    running ??= turn();
  };
  const watchers = options.folders.map(folder =>
    watchFolder(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(ask, SETTLED_MS, false);
    }),
  );
  ask(false);
  for await (const line of createInterface({ input: options.input })) {
    if (line.trim() === 'v') ask(true);
    if (line.trim() === 'q') break;
  }
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
  await running;
}

async function once(options, verify) {
  const startedAt = performance.now();
  let failed = 0;
  try {
    const results = await runTemplates({ ...options, verify });
    failed = results.filter(result => result.problems.length > 0).length;
  } catch (error) {
    failed = 1;
    options.say(`✗ ${error.message}`);
  }
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  options.say(
    `${
      failed > 0 ? `${failed} failed` : 'All is well'
    } (${seconds} s). Waiting for changes; v and Enter runs the commands, q ends.\n`,
  );
}
