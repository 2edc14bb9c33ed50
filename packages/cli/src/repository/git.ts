import { execFile } from 'node:child_process';

const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Asks the system's git about a folder.
 *
 * @returns undefined where git is not there or says no: then the folder is just
 * a folder.
 */
export async function git(
  directory: string,
  args: readonly string[],
  input?: string,
): Promise<string | undefined> {
  return await new Promise(resolve => {
    const child = execFile(
      'git',
      // A repository may configure commands for git to run; none is asked for.
      ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', ...args],
      {
        cwd: directory,
        encoding: 'utf8',
        maxBuffer: MOST_BYTES,
        env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
      },
      (error, stdout) => resolve(error ? undefined : stdout),
    );
    // Git that ends early is told by its exit code.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
