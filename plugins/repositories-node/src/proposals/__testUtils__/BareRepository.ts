import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RawEntry {
  path: string;
  mode: string;
  /** Undefined: removed. */
  id: string | undefined;
}

/** A bare repository as real git keeps it; what the fake hosts stand on. */
export class BareRepository {
  private constructor(readonly gitDir: string) {}

  static async create(gitDir: string): Promise<BareRepository> {
    await fs.mkdir(gitDir, { recursive: true });
    const repository = new BareRepository(gitDir);
    await repository.git('init', '--quiet', '--bare', '--initial-branch=main');
    return repository;
  }

  static at(gitDir: string): BareRepository {
    return new BareRepository(gitDir);
  }

  async git(...args: string[]): Promise<string> {
    return this.#run(args);
  }

  async #run(args: string[], variables: Record<string, string> = {}) {
    const { stdout } = await run('git', args, {
      cwd: this.gitDir,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        HOME: this.gitDir,
        GIT_DIR: this.gitDir,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Somebody',
        GIT_AUTHOR_EMAIL: 'somebody@sample.example',
        GIT_COMMITTER_NAME: 'Somebody',
        GIT_COMMITTER_EMAIL: 'somebody@sample.example',
        ...variables,
      },
    });
    return stdout.replace(/\n+$/, '');
  }

  /** As {@link git}; undefined where git says no. */
  ask(...args: string[]): Promise<string | undefined> {
    return this.git(...args).catch(() => undefined);
  }

  tip(branch: string): Promise<string | undefined> {
    return this.ask('rev-parse', '--verify', '-q', `refs/heads/${branch}`);
  }

  async writeBlob(content: Buffer): Promise<string> {
    return this.#feed(['hash-object', '-w', '--stdin'], content);
  }

  async #feed(
    args: string[],
    input: Buffer,
    variables: Record<string, string> = {},
  ): Promise<string> {
    const child = spawn('git', args, {
      cwd: this.gitDir,
      env: { PATH: process.env.PATH, GIT_DIR: this.gitDir, ...variables },
    });
    child.stdin.end(input);
    let output = '';
    for await (const chunk of child.stdout) {
      output += chunk;
    }
    return output.trim();
  }

  /** A tree like another one, or an empty one, with some entries changed. */
  async writeTree(from: string | undefined, entries: RawEntry[]) {
    const index = path.join(this.gitDir, `index-${Math.random()}`);
    const variables = { GIT_INDEX_FILE: index };
    try {
      await this.#run(['read-tree', from ?? '--empty'], variables);
      const lines = entries.map(({ path: name, mode, id }) =>
        id === undefined
          ? `0 ${'0'.repeat(40)}\t${name}\0`
          : `${mode} ${id}\t${name}\0`,
      );
      // Removals first: a file may make room for a folder.
      await this.#feed(
        ['update-index', '-z', '--index-info'],
        Buffer.from(lines.sort().join('')),
        variables,
      );
      return await this.#run(['write-tree'], variables);
    } finally {
      await fs.rm(index, { force: true });
    }
  }

  async writeCommit(commit: {
    tree: string;
    parents: string[];
    message: string;
    author?: { name: string; email: string };
  }): Promise<string> {
    return this.#run(
      [
        'commit-tree',
        commit.tree,
        ...commit.parents.flatMap(parent => ['-p', parent]),
        '-m',
        commit.message,
      ],
      commit.author && {
        GIT_AUTHOR_NAME: commit.author.name,
        GIT_AUTHOR_EMAIL: commit.author.email,
      },
    );
  }

  /** Somebody's commit on a branch; a text, a link `{ link }`, or gone. */
  async advance(
    branch: string,
    files: Record<string, string | { link: string } | undefined>,
    options: { from?: string; message?: string } = {},
  ): Promise<string> {
    const before =
      (await this.tip(branch)) ?? (await this.tip(options.from ?? 'main'));
    const entries = await Promise.all(
      Object.entries(files).map(async ([name, value]) => {
        const link = typeof value === 'object';
        const text = link ? value.link : value;
        return {
          path: name,
          mode: link ? '120000' : '100644',
          id:
            text === undefined
              ? undefined
              : await this.writeBlob(Buffer.from(text)),
        };
      }),
    );
    const sha = await this.writeCommit({
      tree: await this.writeTree(before, entries),
      parents: before ? [before] : [],
      message: options.message ?? `Change ${Object.keys(files).join(', ')}`,
    });
    await this.git('update-ref', `refs/heads/${branch}`, sha);
    return sha;
  }

  /** All files of a commit, as `mode path`. */
  async files(ref: string): Promise<string[]> {
    const listed = await this.git(
      'ls-tree',
      '-r',
      '--format=%(objectmode) %(path)',
      ref,
    );
    return listed.split('\n').filter(Boolean);
  }
}
