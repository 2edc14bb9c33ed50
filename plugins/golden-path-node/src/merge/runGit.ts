import { spawn } from 'node:child_process';

const TIMEOUT_MS = 30_000;
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Settings that change what git stores or prints, switched to one meaning. */
const SETTINGS = {
  'core.autocrlf': 'false',
  'core.quotePath': 'false',
  'core.hooksPath': '/dev/null',
  'core.fsyncMethod': 'writeout-only',
  'merge.conflictStyle': 'merge',
  'merge.renames': 'true',
  'merge.directoryRenames': 'false',
  'protocol.allow': 'never',
};

/**
 * Runs the system's git, free of the settings of the machine and its user.
 *
 * @returns what it printed and its exit code, which is one of `codes`
 * @throws Error with what git said
 */
export async function runGit(
  args: string[],
  options: { cwd: string; input?: Iterable<Buffer | string>; codes?: number[] },
): Promise<{ stdout: Buffer; code: number }> {
  const child = spawn('git', args, {
    cwd: options.cwd,
    env: environment(options.cwd),
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    windowsHide: true,
  });
  const stdout: Buffer[] = [];
  let size = 0;
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT_BYTES) {
      child.kill();
    }
    stdout.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(0, 4096);
  });
  // git may end before it has read everything; its exit code tells why.
  child.stdin.on('error', () => {});
  child.stdin.cork();
  for (const chunk of options.input ?? []) {
    child.stdin.write(chunk);
  }
  child.stdin.uncork();
  child.stdin.end();
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === null || !(options.codes ?? [0]).includes(code)) {
    throw new Error(
      `git ${args[0]} ended with ${code ?? 'a signal'}: ${stderr.trim()}`,
    );
  }
  return { stdout: Buffer.concat(stdout), code };
}

function environment(home: string): NodeJS.ProcessEnv {
  const settings = Object.entries(SETTINGS);
  return {
    PATH: process.env.PATH,
    HOME: home,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}
