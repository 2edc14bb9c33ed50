import { ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';

/** How to start one of the long-running processes. */
export interface ServiceOptions {
  /** For messages, e.g. "the portal". */
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Both streams go here; the file starts anew. */
  logFile: string;
  /** Run as this user; only root can. */
  user?: { uid: number; gid: number };
  /** Asked first to stop with this signal. */
  stopSignal?: NodeJS.Signals;
  /** How long a stop may take before the process is killed, in milliseconds. */
  stopWithinMs?: number;
}

/**
 * A process that the launcher started and will stop.
 *
 * It runs in a process group of its own, so that Ctrl-C reaches the launcher
 * alone and the launcher can stop its services in order.
 */
export class Service {
  readonly #options: ServiceOptions;
  readonly #process: ChildProcess;
  readonly exited: Promise<void>;

  static async start(options: ServiceOptions): Promise<Service> {
    await mkdir(path.dirname(options.logFile), { recursive: true });
    const log = await open(options.logFile, 'w');
    const service = new Service(options, log.fd);
    await log.close();
    return service;
  }

  private constructor(options: ServiceOptions, log: number) {
    this.#options = options;
    // Straight to the file: a pipe would break with the launcher, and leave a
    // service that survives it with a log that piles up in memory.
    this.#process = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', log, log],
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...options.user,
    });
    this.exited = new Promise(resolve => {
      this.#process.once('error', error => {
        appendFileSync(options.logFile, `${error.stack}\n`);
        resolve();
      });
      this.#process.once('close', () => resolve());
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get running(): boolean {
    return (
      this.#process.pid !== undefined &&
      this.#process.exitCode === null &&
      this.#process.signalCode === null
    );
  }

  /**
   * Waits until `ready` answers true.
   *
   * @throws Error with the end of the log when the process ends before, or
   * when `withinMs` have passed.
   */
  async waitUntil(
    ready: () => Promise<boolean>,
    withinMs: number,
  ): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (Date.now() < deadline) {
      if (!this.running) {
        throw new Error(
          `${this.#options.name} ended while starting.${await this.#tail()}`,
        );
      }
      if (await ready().catch(() => false)) return;
      await new Promise(resolve => setTimeout(resolve, 150));
    }
    throw new Error(
      `${this.#options.name} was not ready within ${
        withinMs / 1000
      } s.${await this.#tail()}`,
    );
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    const killer = setTimeout(
      () => this.#process.kill('SIGKILL'),
      this.#options.stopWithinMs ?? 10_000,
    );
    this.#process.kill(this.#options.stopSignal ?? 'SIGTERM');
    await this.exited;
    clearTimeout(killer);
  }

  async #tail(): Promise<string> {
    const log = await readFile(this.#options.logFile, 'utf8').catch(() => '');
    const lines = log.trimEnd().split('\n').slice(-25);
    return `\nThe end of ${this.#options.logFile}:\n${lines
      .map(line => `  ${line}`)
      .join('\n')}`;
  }
}
