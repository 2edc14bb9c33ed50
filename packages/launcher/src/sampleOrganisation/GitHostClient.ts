import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FileTree } from '@waymark-idp/plugin-golden-path-node';
import { GitHost, GitHostAccount } from '../gitHost';
import { Files } from './renderRepository';

const git = promisify(execFile);

interface Author {
  name: string;
  email: string;
  /** ISO 8601; a fixed one makes the commit the same every time. */
  date: string;
}

/** Makes organisations and repositories on the embedded git host. */
export class GitHostClient {
  readonly #url: string;
  readonly #account: GitHostAccount;

  static create(
    gitHost: Pick<GitHost, 'url' | 'portalAccount'>,
  ): GitHostClient {
    return new GitHostClient(gitHost.url, gitHost.portalAccount);
  }

  private constructor(url: string, account: GitHostAccount) {
    this.#url = url;
    this.#account = account;
  }

  async ensureOrganisation(name: string): Promise<void> {
    await this.#post('/api/v1/orgs', { username: name });
  }

  /** Creates the repository unless it exists. */
  async ensureRepository(
    owner: string,
    name: string,
    description: string,
  ): Promise<void> {
    await this.#post(`/api/v1/orgs/${owner}/repos`, { name, description });
  }

  /** The commit that a branch stands at; undefined where there is none yet. */
  async commitOf(
    owner: string,
    name: string,
    branch: string,
  ): Promise<string | undefined> {
    const route = `/api/v1/repos/${owner}/${name}/branches/${branch}`;
    const response = await fetch(`${this.#url}${route}`, {
      headers: { authorization: this.#authorization() },
    });
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw new Error(
        `The git host answered ${
          response.status
        } to GET ${route}: ${await response.text()}`,
      );
    }
    return (await response.json()).commit.id;
  }

  /**
   * Commits `files` as the whole content of `main` and pushes it: as the first
   * commit, or on top of those there are.
   */
  async push(
    owner: string,
    name: string,
    files: Files | FileTree,
    author: Author,
    options: { onTop?: boolean } = {},
  ): Promise<void> {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'waymark-sample-'));
    try {
      for (const [file, content] of files) {
        const target = path.join(dir, file);
        await mkdir(path.dirname(target), { recursive: true });
        if (typeof content === 'string') {
          await writeFile(target, content);
        } else {
          const mode = content.mode === '100755' ? 0o755 : 0o644;
          await writeFile(target, content.content, { mode });
        }
      }
      const env = {
        ...process.env,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: os.devNull,
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: author.date,
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
        GIT_COMMITTER_DATE: author.date,
        // In the environment, where it does not show in the list of processes.
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: `Authorization: ${this.#authorization()}`,
      };
      const run = (...args: string[]) => git('git', args, { cwd: dir, env });
      const remote = new URL(`/${owner}/${name}.git`, this.#url).href;
      await run('init', '--quiet', '--initial-branch=main');
      if (options.onTop) {
        await run('fetch', '--quiet', '--depth=1', remote, 'main');
        await run('reset', '--quiet', '--soft', 'FETCH_HEAD');
      }
      await run('add', '--all', '--force');
      await run(
        'commit',
        '--quiet',
        '--message',
        'State of the sample organisation',
      );
      await run('push', '--quiet', '--force', remote, 'main');
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  async #post(route: string, body: object): Promise<void> {
    const response = await fetch(`${this.#url}${route}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: this.#authorization(),
      },
      body: JSON.stringify(body),
    });
    // 409 and 422: it is there already, from a start that was interrupted.
    if (!response.ok && response.status !== 409 && response.status !== 422) {
      throw new Error(
        `The git host answered ${
          response.status
        } to POST ${route}: ${await response.text()}`,
      );
    }
  }

  #authorization(): string {
    const { username, password } = this.#account;
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }
}
