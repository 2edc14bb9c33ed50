import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

const windows = process.platform === 'win32';

/** The environment of somebody who has just cloned the repository, with the Node that runs this first on the PATH. */
export function developerEnvironment(extra = {}) {
  const env = { ...process.env };
  // A test runner or package manager around us must not change what the repository's own one does.
  for (const name of [
    'NODE_TEST_CONTEXT',
    'NODE_OPTIONS',
    'NODE_ENV',
    'INIT_CWD',
    'PORT',
    'HOST',
    'LOG_LEVEL',
  ]) {
    delete env[name];
  }
  env.PATH = [dirname(process.execPath), env.PATH].join(delimiter);
  return { ...env, CI: 'true', ...extra };
}

/** Starts a command in a process group of its own. `end` kills all of it that is still there. */
export function start(command, args, options) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: developerEnvironment(options.env),
    detached: !windows,
    shell: windows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      output += text;
    });
  }
  const exited = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  exited.catch(() => undefined);
  return {
    child,
    exited,
    output: () => output,
    end() {
      try {
        if (windows) child.kill('SIGKILL');
        else process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    },
  };
}

/** Runs a command to its end and gives what it printed; throws with that where it fails or takes too long. */
export async function run(command, args, options) {
  const running = start(command, args, options);
  const timeoutMs = options.timeoutMs ?? 60_000;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    running.end();
  }, timeoutMs);
  try {
    const { code } = await running.exited;
    const line = [command, ...args].join(' ');
    if (late)
      throw new Error(
        `${line} was not done after ${timeoutMs} ms:\n${running.output()}`,
      );
    if (code !== 0)
      throw new Error(`${line} ended with code ${code}:\n${running.output()}`);
    return running.output();
  } finally {
    clearTimeout(timer);
    running.end();
  }
}
