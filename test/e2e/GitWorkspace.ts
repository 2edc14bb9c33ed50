import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PortalClient } from './PortalClient';

const execute = promisify(execFile);

/** What a person with git and an account on the embedded host can do. */
export class GitWorkspace {
  readonly #authorization: string;

  /** With the account that the portal shows in this person's settings. */
  static async of(person: PortalClient): Promise<GitWorkspace> {
    const { body } = await person.get('/golden-path/credentials');
    const pair = `${body.username}:${body.password}`;
    return new GitWorkspace(`Basic ${Buffer.from(pair).toString('base64')}`);
  }

  private constructor(authorization: string) {
    this.#authorization = authorization;
  }

  /**
   * Creates a repository in the sample organisation.
   *
   * @param fill - writes what is to be pushed; without it the repository stays empty
   * @returns the location of its catalog-info.yaml
   */
  async publish(
    name: string,
    fill?: (dir: string) => Promise<unknown>,
  ): Promise<string> {
    const response = await fetch(
      `${process.env.WAYMARK_GIT_URL}/api/v1/orgs/sample/repos`,
      {
        method: 'POST',
        headers: {
          authorization: this.#authorization,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ name }),
      },
    );
    if (!response.ok) throw new Error(await response.text());
    if (fill) {
      await this.#inFolder(async dir => {
        await fill(dir);
        await this.#git(dir, 'init', '--quiet', '--initial-branch=main');
        await this.#git(dir, 'add', '--all', '--force');
        await this.#git(dir, 'commit', '--quiet', '--message', 'First');
        await this.#git(dir, 'push', '--quiet', repositoryUrl(name), 'main');
      });
    }
    return `${process.env.WAYMARK_GIT_URL}/sample/${name}/src/branch/main/catalog-info.yaml`;
  }

  /** Clones a repository and lists its files; fails where git finds a fault. */
  async clone(name: string): Promise<string[]> {
    return this.#inFolder(async dir => {
      await this.#git(dir, 'clone', '--quiet', repositoryUrl(name), '.');
      await this.#git(dir, 'fsck', '--strict');
      return (await this.#git(dir, 'ls-files')).trim().split('\n');
    });
  }

  /** Looks at what is on the default branch. */
  async read<T>(name: string, look: (dir: string) => Promise<T>): Promise<T> {
    return this.#inFolder(async dir => {
      await this.#git(dir, 'clone', '--quiet', repositoryUrl(name), '.');
      return await look(dir);
    });
  }

  /** Merges a pull request. */
  async merge(name: string, number: number): Promise<void> {
    const response = await fetch(
      `${process.env.WAYMARK_GIT_URL}/api/v1/repos/sample/${name}/pulls/${number}/merge`,
      {
        method: 'POST',
        headers: {
          authorization: this.#authorization,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ Do: 'merge' }),
      },
    );
    if (!response.ok) throw new Error(await response.text());
  }

  /** Changes a repository, and pushes that as one commit. */
  async change(
    name: string,
    edit: (dir: string) => Promise<unknown>,
    branch = 'main',
  ): Promise<void> {
    await this.#inFolder(async dir => {
      await this.#git(
        dir,
        ...['clone', '--quiet', '--branch', branch, repositoryUrl(name), '.'],
      );
      await edit(dir);
      await this.#git(dir, 'add', '--all');
      await this.#git(dir, 'commit', '--quiet', '--message', 'Change');
      await this.#git(dir, 'push', '--quiet', 'origin', 'HEAD');
    });
  }

  async #inFolder<T>(use: (dir: string) => Promise<T>): Promise<T> {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'waymark-e2e-git-'));
    try {
      return await use(dir);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  async #git(cwd: string, ...args: string[]): Promise<string> {
    const { stdout } = await execute('git', args, {
      cwd,
      env: {
        ...process.env,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: os.devNull,
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'Test',
        GIT_AUTHOR_EMAIL: 'test@sample.example',
        GIT_COMMITTER_NAME: 'Test',
        GIT_COMMITTER_EMAIL: 'test@sample.example',
        // In the environment, where it does not show in the list of processes.
        GIT_CONFIG_COUNT: '3',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: `Authorization: ${this.#authorization}`,
        GIT_CONFIG_KEY_1: 'core.compression',
        GIT_CONFIG_VALUE_1: '1',
        GIT_CONFIG_KEY_2: 'core.symlinks',
        GIT_CONFIG_VALUE_2: 'true',
      },
    });
    return stdout;
  }
}

function repositoryUrl(name: string): string {
  return `${process.env.WAYMARK_GIT_URL}/sample/${name}.git`;
}
