import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { RunFile } from './RunFile';

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), 'waymark-run-'));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

/** A process whose command line looks like one of ours. */
function startLookalike() {
  return spawn(
    process.execPath,
    ['--eval', 'setInterval(() => {}, 1000)', 'packages/launcher'],
    { stdio: 'ignore' },
  );
}

it('says that Waymark runs already, and where', async () => {
  const running = startLookalike();
  await once(running, 'spawn');
  await writeFile(
    path.join(stateDir, 'run.json'),
    JSON.stringify({
      pid: running.pid,
      url: 'http://localhost:7007',
      services: [],
    }),
  );
  await expect(RunFile.claim(stateDir)).rejects.toThrow(
    /already running at http:\/\/localhost:7007/,
  );
  running.kill();
  await once(running, 'exit');
});

it('ends what a crash left behind, and no stranger', async () => {
  const ours = startLookalike();
  const stranger = spawn(process.execPath, [
    '--eval',
    'setInterval(() => {}, 1000)',
  ]);
  await Promise.all([once(ours, 'spawn'), once(stranger, 'spawn')]);
  const oursEnded = once(ours, 'exit');
  // The launcher of before is gone; its number belongs to a stranger now.
  await writeFile(
    path.join(stateDir, 'run.json'),
    JSON.stringify({ pid: stranger.pid, services: [ours.pid, stranger.pid] }),
  );

  const runFile = await RunFile.claim(stateDir);
  await oursEnded;
  expect(stranger.exitCode).toBeNull();
  stranger.kill();

  await runFile.addService(4711);
  await runFile.setUrl('http://localhost:7007');
  const file = path.join(stateDir, 'run.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    pid: process.pid,
    url: 'http://localhost:7007',
    services: [4711],
  });
  await runFile.release();
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});
