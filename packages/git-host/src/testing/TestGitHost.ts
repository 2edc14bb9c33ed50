import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Account } from '../accounts';
import { GitHost, GitHostOptions, startGitHost } from '../startGitHost';

const run = promisify(execFile);

export const ADMIN: Account = {
  username: 'waymark',
  password: 'admin:with:colons',
  fullName: 'Waymark',
  email: 'waymark@sample.example',
  admin: true,
};
export const DEVELOPER: Account = {
  username: 'developer',
  password: 'developer-secret',
  fullName: 'Dana Whitfield',
  email: 'developer@sample.example',
};
export const NEWCOMER: Account = {
  username: 'newcomer',
  password: 'newcomer-secret',
  fullName: 'Noor Castellan',
  email: 'newcomer@sample.example',
};
export const ACCOUNTS = [ADMIN, DEVELOPER, NEWCOMER];

export function basic(account: { username: string; password: string }): string {
  const pair = `${account.username}:${account.password}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** A real git host in a folder of its own, and real git clients to it. */
export class TestGitHost {
  private constructor(
    /** The folder of this test; the host's data are in `root` below it. */
    readonly dir: string,
    readonly root: string,
    private readonly host: GitHost,
  ) {}

  static async start(
    options: Partial<GitHostOptions> = {},
  ): Promise<TestGitHost> {
    const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'git-host-test-'));
    const root = path.join(dir, 'root');
    const host = await startGitHost({ root, accounts: ACCOUNTS, ...options });
    const test = new TestGitHost(dir, root, host);
    await test.api('POST', '/orgs', {
      as: ADMIN,
      body: { username: 'sample' },
    });
    return test;
  }

  get url(): string {
    return this.host.url;
  }

  async close(): Promise<void> {
    await this.host.close();
    await fs.rm(this.dir, { recursive: true, force: true });
  }

  async api(
    method: string,
    target: string,
    options: {
      as?: Account;
      body?: unknown;
      headers?: Record<string, string>;
    } = {},
  ): Promise<{ status: number; body: any; headers: Headers }> {
    const response = await fetch(`${this.url}/api/v1${target}`, {
      method,
      headers: {
        ...(options.as && { authorization: basic(options.as) }),
        ...(options.body !== undefined && {
          'content-type': 'application/json',
        }),
        ...options.headers,
      },
      body:
        options.body === undefined ? undefined : JSON.stringify(options.body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
      headers: response.headers,
    };
  }

  /** Sends exactly these bytes as the request target, and any Host. */
  raw(
    method: string,
    target: string,
    headers: Record<string, string> = {},
    body?: Buffer,
  ): Promise<{
    status: number;
    body: string;
    headers: http.IncomingHttpHeaders;
  }> {
    const { hostname, port } = new URL(this.url);
    return new Promise((resolve, reject) => {
      const request = http.request(
        { host: hostname, port, method, path: target, headers },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(chunks).toString('utf8'),
              headers: response.headers,
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  async createRepository(
    name: string,
    options: { as?: Account; private?: boolean } = {},
  ): Promise<void> {
    const { status, body } = await this.api('POST', '/orgs/sample/repos', {
      as: options.as ?? DEVELOPER,
      body: { name, description: `About ${name}`, private: options.private },
    });
    if (status !== 201) {
      throw new Error(`${status} ${JSON.stringify(body)}`);
    }
  }

  /** The bare repository on disk. */
  gitDir(name: string): string {
    return path.join(this.root, 'sample', `${name}.git`);
  }

  remote(name: string, as: Account | undefined = DEVELOPER): string {
    const url = new URL(`${this.url}/sample/${name}.git`);
    url.username = as.username;
    url.password = encodeURIComponent(as.password);
    return url.href;
  }

  /** A new working copy with these files committed on `main`. */
  async workingCopy(files: Record<string, string>): Promise<string> {
    const dir = await fs.mkdtemp(path.join(this.dir, 'work-'));
    await git(dir, 'init', '--quiet', '--initial-branch=main');
    await commit(dir, 'First', files);
    return dir;
  }

  /** Creates a repository and pushes these files to its `main`. */
  async pushed(name: string, files: Record<string, string>): Promise<string> {
    await this.createRepository(name);
    const dir = await this.workingCopy(files);
    await git(dir, 'push', '--quiet', this.remote(name), 'main');
    return dir;
  }

  /**
   * Pushes these files as one commit on a branch of its own, and asks to merge
   * it into `main`; returns the pull request as the API tells it.
   */
  async pullRequest(
    name: string,
    work: string,
    files: Record<string, string>,
    options: { branch?: string; title?: string; body?: string } = {},
  ): Promise<any> {
    const { branch = 'proposal', title = 'Proposal', body } = options;
    await git(work, 'switch', '--quiet', '--create', branch, 'main');
    await commit(work, title, files);
    await git(work, 'push', '--quiet', this.remote(name), branch);
    await git(work, 'switch', '--quiet', 'main');
    const opened = await this.api('POST', `/repos/sample/${name}/pulls`, {
      as: DEVELOPER,
      body: { title, body, head: branch, base: 'main' },
    });
    if (opened.status !== 201) {
      throw new Error(`${opened.status} ${JSON.stringify(opened.body)}`);
    }
    return opened.body;
  }
}

/** Runs a git client without any setting of this machine; returns its output. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, {
    cwd,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Dana Whitfield',
      GIT_AUTHOR_EMAIL: 'developer@sample.example',
      GIT_COMMITTER_NAME: 'Dana Whitfield',
      GIT_COMMITTER_EMAIL: 'developer@sample.example',
    },
  });
  return stdout.trim();
}

export async function commit(
  dir: string,
  message: string,
  files: Record<string, string>,
): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(dir, name)), { recursive: true });
    await fs.writeFile(path.join(dir, name), content);
  }
  await git(dir, 'add', '--all');
  await git(dir, 'commit', '--quiet', '--allow-empty', '-m', message);
  return git(dir, 'rev-parse', 'HEAD');
}
