import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ACCOUNTS, DEVELOPER } from './TestGitHost';

/** The host as `npm start` runs it: a process of its own. */
export class HostProcess {
  private constructor(readonly child: ChildProcess, readonly url: string) {}

  static async start(dir: string, env: Record<string, string> = {}) {
    const accounts = path.join(dir, 'accounts.json');
    await fs.writeFile(accounts, JSON.stringify(ACCOUNTS));
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        require.resolve('../main.ts'),
      ],
      {
        env: {
          PATH: process.env.PATH,
          GIT_HOST_PORT: '0',
          GIT_HOST_ROOT: path.join(dir, 'root'),
          GIT_HOST_ACCOUNTS: accounts,
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    child.stderr!.on('data', chunk => (output += chunk));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout!.on('data', chunk => {
        output += chunk;
        const ready = /^Git host ready at (\S+)$/m.exec(output);
        if (ready) {
          resolve(ready[1]);
        }
      });
      child.once('exit', code => reject(new Error(`${code}: ${output}`)));
    });
    return new HostProcess(child, url);
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = await exited;
    return code;
  }

  remote(name: string): string {
    const { username, password } = DEVELOPER;
    return `${this.url.replace(
      '//',
      `//${username}:${password}@`,
    )}/sample/${name}.git`;
  }
}

/** Every git that the host left running: they all work in its `.home`. */
export async function killGitOf(root: string): Promise<void> {
  const home = await fs.realpath(path.join(root, '.home'));
  const ids = await fs.readdir('/proc').catch(() => []);
  for (const id of ids.filter(name => /^\d+$/.test(name))) {
    const cwd = await fs.readlink(`/proc/${id}/cwd`).catch(() => '');
    if (cwd === home) {
      try {
        process.kill(Number(id), 'SIGKILL');
      } catch {
        // It ended in the meantime.
      }
    }
  }
}
