import { ChildProcess, spawn, StdioOptions } from 'node:child_process';
import { READ_TIMEOUT_MS } from '../limits';
import { gitEnvironment } from './gitEnvironment';

/** git ended with an error, or was stopped because it took too long. */
export class GitError extends Error {
  constructor(command: string, readonly code: number | null, stderr: string) {
    super(`git ${command} ended with ${code ?? 'a signal'}: ${stderr.trim()}`);
    this.name = 'GitError';
  }
}

export interface GitOutput {
  stdout: Buffer;
  /** True where more than maxBytes came and the rest was dropped. */
  truncated: boolean;
  code: number | null;
}

/** Starts the system's git, each time with the same closed environment. */
export class Git {
  readonly #home: string;
  readonly #running = new Set<ChildProcess>();

  private constructor(home: string) {
    this.#home = home;
  }

  static create(options: { home: string }): Git {
    return new Git(options.home);
  }

  /**
   * Starts git and hands out the process. It leads a group of its own, so that
   * Ctrl-C in a terminal does not cut a push short and a timeout ends its
   * helpers as well.
   */
  start(
    args: string[],
    options: {
      stdio: StdioOptions;
      timeoutMs: number;
      settings?: [string, string][];
      variables?: Record<string, string>;
    },
  ): ChildProcess {
    const child = spawn('git', args, {
      cwd: this.#home,
      env: gitEnvironment({ home: this.#home, ...options }),
      stdio: options.stdio,
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#running.add(child);
    const timer = setTimeout(() => stop(child), options.timeoutMs);
    const forget = () => {
      clearTimeout(timer);
      this.#running.delete(child);
    };
    child.once('error', forget);
    child.once('close', forget);
    return child;
  }

  /**
   * Runs git in a repository and collects what it prints.
   *
   * @throws GitError when git fails
   */
  async run(
    gitDir: string | undefined,
    args: string[],
    options: {
      input?: string;
      maxBytes?: number;
      /** Exit codes that are answers, not failures. Default: 0. */
      codes?: number[];
      variables?: Record<string, string>;
    } = {},
  ): Promise<GitOutput> {
    const maxBytes = options.maxBytes ?? 32 * 1024 * 1024;
    const child = this.start(gitDir ? [`--git-dir=${gitDir}`, ...args] : args, {
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeoutMs: READ_TIMEOUT_MS,
      variables: options.variables,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let truncated = false;
    let stderr = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      if (truncated) {
        return;
      }
      chunks.push(chunk.subarray(0, maxBytes - size));
      size += chunk.length;
      if (size > maxBytes) {
        truncated = true;
        stop(child);
      }
    });
    child.stderr!.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(0, 4_096);
    });
    if (options.input !== undefined) {
      // git may end before it has read everything; its exit code tells why.
      child.stdin!.on('error', () => {});
      child.stdin!.end(options.input);
    }
    const code = await exitOf(child);
    if (!truncated && !(options.codes ?? [0]).includes(code ?? -1)) {
      throw new GitError(args[0], code, stderr);
    }
    return { stdout: Buffer.concat(chunks), truncated, code };
  }

  /** Ends everything that still runs. Stopping git this way leaves no locks. */
  stopAll(): void {
    this.#running.forEach(stop);
  }
}

/** The exit code, or null when a signal ended it. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code));
  });
}

/** Asks a git process and its helpers to end. */
export function stop(child: ChildProcess): void {
  const ended = child.exitCode !== null || child.signalCode !== null;
  if (child.pid === undefined || ended) {
    return;
  }
  try {
    if (process.platform === 'win32') {
      child.kill();
    } else {
      process.kill(-child.pid, 'SIGTERM');
    }
  } catch {
    // It ended in the meantime.
  }
}
