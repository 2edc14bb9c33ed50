import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  ADMIN,
  basic,
} from '../../../packages/git-host/src/testing/TestGitHost';
import { HostProcess } from '../../../packages/git-host/src/testing/HostProcess';

const OWNER = 'sample';

/** The embedded git host, a process of its own as in production, with repositories on it. */
export class RepositoryHost {
  readonly #host: HostProcess;
  readonly #folder: string;

  static async start(): Promise<RepositoryHost> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'waymark-bench-host-'));
    const host = await HostProcess.start(folder);
    const started = new RepositoryHost(host, folder);
    await started.#post('/orgs', { username: OWNER });
    return started;
  }

  private constructor(host: HostProcess, folder: string) {
    this.#host = host;
    this.#folder = folder;
  }

  get pid(): number | undefined {
    return this.#host.child.pid;
  }

  /** For `integrations.gitea` of the portal. */
  get integration() {
    return {
      host: new URL(this.#host.url).host,
      baseUrl: this.#host.url,
      username: ADMIN.username,
      password: ADMIN.password,
    };
  }

  /** Source location of a repository. */
  url(name: string): string {
    return `${this.#host.url}/${OWNER}/${name}/src/branch/main/`;
  }

  /** Creates a repository with one commit on `main`. */
  async create(
    name: string,
    files: ReadonlyMap<string, Buffer>,
  ): Promise<void> {
    await this.#post(`/orgs/${OWNER}/repos`, { name });
    const child = spawn(
      'git',
      [
        `--git-dir=${path.join(this.#folder, 'root', OWNER, `${name}.git`)}`,
        ...['-c', 'safe.directory=*', 'fast-import', '--quiet'],
      ],
      { stdio: ['pipe', 'ignore', 'inherit'] },
    );
    child.stdin.end(fastImport(files));
    const [code] = await once(child, 'exit');
    if (code !== 0) {
      throw new Error(`git fast-import of ${name} ended with ${code}`);
    }
  }

  async stop(): Promise<void> {
    await this.#host.kill('SIGTERM');
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #post(target: string, body: object): Promise<void> {
    const response = await fetch(`${this.#host.url}/api/v1${target}`, {
      method: 'POST',
      headers: {
        authorization: basic(ADMIN),
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${target}: ${response.status} ${await response.text()}`);
    }
  }
}

function fastImport(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts = [
    'commit refs/heads/main\n',
    'committer Bench <bench@localhost> 1767225600 +0000\n',
    'data 6\nFirst\n\n',
  ].map(line => Buffer.from(line));
  for (const [file, content] of files) {
    parts.push(
      Buffer.from(`M 100644 inline ${file}\ndata ${content.length}\n`),
      content,
      Buffer.from('\n'),
    );
  }
  return Buffer.concat(parts);
}
