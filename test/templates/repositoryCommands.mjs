import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

const windows = process.platform === 'win32';

/** What is still running: it does not end by itself when this process is told to. */
const running = new Set();
process.on('exit', () => {
  for (const { end } of running) end();
});

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

/**
 * Starts a command in a process group of its own, or with `shell` a line of a shell. `end` kills all of it that is still
 * there.
 */
export function start(command, args, options) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: developerEnvironment(options.env),
    detached: !windows,
    shell: windows || options.shell === true,
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
  const started = {
    child,
    exited,
    output: () => output,
    end() {
      if (child.pid === undefined) return;
      try {
        if (windows) child.kill('SIGKILL');
        else process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    },
  };
  running.add(started);
  child.once('close', () => running.delete(started));
  return started;
}

/**
 * Runs a command to its end and gives what it printed; throws with that where it takes too long or ends with a code that is
 * not among `codes`.
 */
export async function run(command, args, options) {
  const started = start(command, args, options);
  const timeoutMs = options.timeoutMs ?? 60_000;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    started.end();
  }, timeoutMs);
  try {
    const { code } = await started.exited;
    const line = [command, ...args].join(' ');
    if (late)
      throw new Error(
        `${line} was not done after ${timeoutMs} ms:\n${started.output()}`,
      );
    if (!(options.codes ?? [0]).includes(code))
      throw new Error(`${line} ended with code ${code}:\n${started.output()}`);
    return started.output();
  } finally {
    clearTimeout(timer);
    started.end();
  }
}
