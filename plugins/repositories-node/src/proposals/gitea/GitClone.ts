import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { redact } from '../toHostError';

const TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;

const PASSED_ON = [
  'PATH',
  'Path',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
];

/** What stays away until it is asked for. Default: the contents of files. */
const remote = (filter: string) => `[remote "origin"]
\tpromisor = true
\tpartialCloneFilter = ${filter}
`;

interface RunOptions {
  input?: Buffer;
  /** Exit codes that are answers. Default: 0. */
  codes?: number[];
  variables?: Record<string, string>;
}

/** git answered no. */
export class GitFailure extends Error {
  override name = 'GitFailure';
}

/**
 * A temporary bare clone with commits and trees, and without the contents of
 * files until they are asked for. Credentials travel in the environment, never among the arguments.
 */
export class GitClone {
  readonly #folder: string;
  readonly #url: string;
  readonly #authorization: string | undefined;
  readonly #secrets: string[];

  private constructor(
    folder: string,
    url: string,
    authorization: string | undefined,
    secrets: string[],
  ) {
    this.#folder = folder;
    this.#url = url;
    this.#authorization = authorization;
    this.#secrets = secrets;
  }

  static async create(options: {
    url: string;
    /** Value of the Authorization header. */
    authorization: string | undefined;
    secrets: string[];
    /** As git's `--filter`. */
    filter?: string;
  }): Promise<GitClone> {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waymark-clone-'));
    const clone = new GitClone(
      folder,
      options.url,
      options.authorization,
      options.secrets,
    );
    try {
      await clone.run(['init', '--quiet', '--bare', '--template=', '.']);
      await fs.appendFile(
        path.join(folder, 'config'),
        remote(options.filter ?? 'blob:none'),
      );
    } catch (error) {
      await clone.dispose();
      throw error;
    }
    return clone;
  }

  /** Where it is. */
  get folder(): string {
    return this.#folder;
  }

  async dispose(): Promise<void> {
    await fs.rm(this.#folder, { recursive: true, force: true });
  }

  /** The commits of these branches; a branch that is not there is left out. */
  async fetch(branches: string[]): Promise<Map<string, string>> {
    const listed = await this.run([
      'ls-remote',
      'origin',
      ...branches.map(name => `refs/heads/${name}`),
    ]);
    const tips = new Map<string, string>();
    for (const line of listed.split('\n').filter(Boolean)) {
      const [sha, ref] = line.split('\t');
      const name = ref.slice('refs/heads/'.length);
      if (branches.includes(name)) {
        tips.set(name, sha);
      }
    }
    if (tips.size > 0) {
      await this.run([
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        'origin',
        ...[...tips.keys()].map(
          name => `+refs/heads/${name}:refs/keep/${name}`,
        ),
      ]);
    }
    return tips;
  }

  /**
   * Runs git here and gives what it prints.
   *
   * @throws GitFailure, or an error of `@backstage/errors` where the host or
   * git itself cannot be used
   */
  async run(args: string[], options: RunOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.#spawn(args, options);
    if (code !== null && (options.codes ?? [0]).includes(code)) {
      return stdout;
    }
    throw this.#failure(args[0], redact(stderr, this.#secrets).trim());
  }

  #spawn(args: string[], options: RunOptions) {
    const child = spawn('git', args, {
      cwd: this.#folder,
      env: { ...this.#environment(), ...options.variables },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
      windowsHide: true,
    });
    const out: Buffer[] = [];
    let size = 0;
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_OUTPUT_BYTES) {
        child.kill();
      } else {
        out.push(chunk);
      }
    });
    child.stderr.on('data', chunk => {
      stderr = (stderr + chunk).slice(0, 4_096);
    });
    // git may end before it has read everything; its exit code tells why.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input);
    return new Promise<{ code: number | null; stdout: string; stderr: string }>(
      (resolve, reject) => {
        child.once('error', () =>
          reject(
            new ServiceUnavailableError(
              'This needs git: install it on the PATH of the backend',
            ),
          ),
        );
        child.once('close', code =>
          resolve({
            code,
            stdout: Buffer.concat(out).toString('utf8'),
            stderr,
          }),
        );
      },
    );
  }

  #failure(command: string, stderr: string): Error {
    const said = `git ${command} at ${this.#url}: ${stderr || 'no answer'}`;
    if (
      /Authentication failed|could not read Username|returned error: 401/i.test(
        stderr,
      )
    ) {
      return new NotAllowedError(
        `${said}. The credentials are wrong or out of date: renew those under integrations`,
      );
    }
    if (/returned error: 403/.test(stderr)) {
      return new NotAllowedError(
        `${said}. The account may not do this: it needs the right to read, and to push for a proposal`,
      );
    }
    if (/not found|returned error: 404/i.test(stderr)) {
      return new NotFoundError(
        `${said}. It does not exist, or the account may not see it`,
      );
    }
    if (
      !stderr ||
      /Could not resolve|Failed to connect|returned error: (?:429|5\d\d)|timed out|unable to access/i.test(
        stderr,
      )
    ) {
      return new ServiceUnavailableError(`${said}. Try again later`);
    }
    return new GitFailure(said);
  }

  #environment(): NodeJS.ProcessEnv {
    const settings: [string, string][] = [
      ['remote.origin.url', this.#url],
      ['core.hooksPath', '/dev/null'],
      ['core.quotePath', 'false'],
      ['credential.helper', ''],
      ['gc.auto', '0'],
      ['http.followRedirects', 'false'],
      ['http.lowSpeedLimit', '1'],
      ['http.lowSpeedTime', '30'],
      ['protocol.allow', 'never'],
      ['protocol.http.allow', 'always'],
      ['protocol.https.allow', 'always'],
    ];
    if (this.#authorization) {
      const { origin } = new URL(this.#url);
      settings.push([
        `http.${origin}/.extraHeader`,
        `Authorization: ${this.#authorization}`,
      ]);
    }
    const environment: Record<string, string> = {
      HOME: this.#folder,
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_LITERAL_PATHSPECS: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_CONFIG_COUNT: String(settings.length),
    };
    settings.forEach(([key, value], index) => {
      environment[`GIT_CONFIG_KEY_${index}`] = key;
      environment[`GIT_CONFIG_VALUE_${index}`] = value;
    });
    // The rest of our environment, with its secrets, is none of git's business.
    for (const name of PASSED_ON) {
      const value = process.env[name];
      if (value !== undefined) {
        environment[name] = value;
      }
    }
    return environment;
  }
}
