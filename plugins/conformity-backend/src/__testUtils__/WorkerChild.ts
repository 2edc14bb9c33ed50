import { ChildProcess, spawn } from 'child_process';
import path from 'path';
import { eventually } from './TestPortal';

/** A process with a worker in it. */
export class WorkerChild {
  readonly #process: ChildProcess;
  #output = '';

  static async start(options: object): Promise<WorkerChild> {
    const child = new WorkerChild(
      spawn(
        process.execPath,
        [
          // So that memory ends soon, and without taking the machine's.
          '--max-old-space-size=200',
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          path.resolve(__dirname, 'workerProcess.ts'),
          JSON.stringify(options),
        ],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      ),
    );
    await child.says(/ready/);
    return child;
  }

  private constructor(child: ChildProcess) {
    this.#process = child;
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', chunk => {
        this.#output += chunk;
      });
    }
  }

  async says(what: RegExp, times = 1): Promise<void> {
    const all = new RegExp(what, 'g');
    await eventually(async () => {
      const said = [...this.#output.matchAll(all)].length;
      if (said < times) {
        throw new Error(`It said ${what} ${said} times: ${this.#output}`);
      }
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  isDead(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  async kill(): Promise<void> {
    if (!this.isDead()) {
      const ended = new Promise(resolve => this.#process.once('exit', resolve));
      this.#process.kill('SIGKILL');
      await ended;
    }
  }
}
