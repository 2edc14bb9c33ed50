import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeAppFolder } from '../support/app-folder.ts';
import { startProcess } from '../support/start-process.ts';

// Windows has no SIGTERM to send.
const withSignals = test.skipIf(process.platform === 'win32');
const large = 64 * 1024 * 1024;

/** Somebody with a slow connection: takes the beginning of a large file, and the rest when told to. */
function downloadSlowly(url: string): Promise<{ finish: () => Promise<number> }> {
  return new Promise((resolve, reject) => {
    request(url, (response) => {
      let bytes = 0;
      response.once('data', (chunk: Buffer) => {
        bytes += chunk.length;
        response.pause();
        resolve({
          finish: () =>
            new Promise((done, cut) => {
              response.on('data', (more: Buffer) => {
                bytes += more.length;
              });
              response.once('end', () => done(bytes)).once('error', cut);
              response.resume();
            }),
        });
      });
    })
      .once('error', reject)
      .end();
  });
}

withSignals('SIGTERM: not ready at once, what is in flight finishes, exit code 0', async () => {
  await using folder = await makeAppFolder({ 'assets/large.bin': Buffer.alloc(large) });
  const { child, exited, url } = await startProcess({ APP_DIR: folder.path, DRAIN_DELAY_MS: '1000' });
  try {
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const download = await downloadSlowly(`${url}/assets/large.bin`);

    child.kill('SIGTERM');
    let ready = await fetch(`${url}/readyz`);
    while (ready.status === 200) ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(ready.headers.get('connection')).toBe('close');
    expect((await fetch(url)).status, 'served while traffic moves away').toBe(200);

    // Nothing new is accepted after the delay, while what is in flight goes on.
    const refused = () =>
      fetch(`${url}/livez`).then(
        () => false,
        () => true,
      );
    while (!(await refused())) await delay(20);
    expect(await download.finish()).toBe(large);
    expect(await exited).toBe(0);
  } finally {
    child.kill('SIGKILL');
  }
});

withSignals('a deadline that passes ends the process with code 1', async () => {
  await using folder = await makeAppFolder({ 'assets/large.bin': Buffer.alloc(large) });
  const env = { APP_DIR: folder.path, DRAIN_DELAY_MS: '0', SHUTDOWN_DEADLINE_MS: '100' };
  const { child, exited, url } = await startProcess(env);
  try {
    const download = await downloadSlowly(`${url}/assets/large.bin`);
    child.kill('SIGTERM');
    expect(await exited).toBe(1);
    await expect(download.finish()).rejects.toThrow(/aborted/);
  } finally {
    child.kill('SIGKILL');
  }
});
