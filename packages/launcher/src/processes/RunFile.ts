import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

interface Run {
  /** The launcher itself. */
  pid: number;
  url?: string;
  /** The processes it started. */
  services: number[];
}

/**
 * Remembers on disk that Waymark runs from this checkout: so that a second
 * start says so, and a start after a crash cleans up what was left behind.
 */
export class RunFile {
  readonly #file: string;
  readonly #run: Run = { pid: process.pid, services: [] };

  /**
   * @throws Error when a launcher with the same state folder is alive.
   */
  static async claim(stateDir: string): Promise<RunFile> {
    await mkdir(stateDir, { recursive: true });
    const file = path.join(stateDir, 'run.json');
    const previous = await readRun(file);
    if (previous && isOurs(previous.pid)) {
      throw new Error(
        `Waymark is already running${
          previous.url ? ` at ${previous.url}` : ''
        } (process ${
          previous.pid
        }). Stop it with Ctrl-C where it was started, or start another with its own WAYMARK_STATE_DIR, WAYMARK_PORT and WAYMARK_GIT_PORT.`,
      );
    }
    if (previous) {
      for (const pid of previous.services) await endLeftover(pid);
      await rm(file, { force: true });
    }
    const runFile = new RunFile(file);
    // Exclusive creation decides between two that start at the same moment.
    const handle = await open(file, 'wx').catch(() => {
      throw new Error('Another start of Waymark is under way in this folder.');
    });
    await handle.close();
    await runFile.#write();
    return runFile;
  }

  private constructor(file: string) {
    this.#file = file;
  }

  async addService(pid: number | undefined): Promise<void> {
    if (pid !== undefined) this.#run.services.push(pid);
    await this.#write();
  }

  async setUrl(url: string): Promise<void> {
    this.#run.url = url;
    await this.#write();
  }

  async release(): Promise<void> {
    await rm(this.#file, { force: true });
  }

  async #write(): Promise<void> {
    await writeFile(this.#file, JSON.stringify(this.#run));
  }
}

async function readRun(file: string): Promise<Run | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Run;
  } catch {
    return undefined;
  }
}

/** A process id can be given to a stranger later: only one of ours counts. */
function isOurs(pid: number): boolean {
  const command = commandOf(pid);
  return /packages[\\/](launcher|git-host|backend)|postgres/.test(command);
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0/g, ' ');
    }
    if (process.platform === 'win32') {
      return execFileSync(
        'powershell',
        [
          '-NoProfile',
          '-Command',
          `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
        ],
        { encoding: 'utf8' },
      );
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
    });
  } catch {
    return '';
  }
}

async function endLeftover(pid: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGKILL'] as const) {
    if (!isOurs(pid)) return;
    process.kill(pid, signal);
    for (let i = 0; i < 20 && isOurs(pid); i++) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}
