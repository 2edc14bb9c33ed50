import { StandardFile } from '@waymark-idp/plugin-conformity-node';
import { Worker } from 'worker_threads';
import { Examination, Examined } from './Examination';
import { FromThread, ToThread } from './messages';
import { Packed, packExamination, toMessage, unpackAnswer } from './packing';
import { SharedWithThread } from './SharedWithThread';

/** What a thread may take before it is ended. */
export interface ThreadLimits {
  /** A component brings at most 20 MiB of contents, and parsing makes more of it. */
  megabytes: number;
  /** Longer than any component takes whose checks are stopped at their own limits. */
  silenceMs: number;
}

/** A thread took more than it may: one of the components that it was at is why. */
export class ThreadEndedError extends Error {
  override name = 'ThreadEndedError' as const;
}

interface Open {
  resolve(examined: Examined): void;
  reject(error: unknown): void;
}

/** A thread that evaluates, from its first message to its end. */
export class EvaluationThread {
  readonly #worker: Worker;
  readonly #limits: ThreadLimits;
  readonly #open = new Map<number, Open>();
  readonly #shared = new SharedWithThread(message => {
    // What was asked before is asked of what was shared before.
    this.#ask();
    this.#post(message);
  });
  #asked: Packed[] = [];
  #ids = 0;
  #ended?: Error;
  #silence?: NodeJS.Timeout;

  static start(limits: ThreadLimits): EvaluationThread {
    return new EvaluationThread(limits);
  }

  private constructor(limits: ThreadLimits) {
    const { megabytes } = limits;
    this.#limits = limits;
    const entry = require.resolve(
      '@waymark-idp/plugin-conformity-backend/evaluationThread',
    );
    this.#worker = new Worker(entry, {
      name: 'conformity-evaluation',
      // As deep a stack as the main thread has: what nests too deeply is the same.
      resourceLimits: { maxOldGenerationSizeMb: megabytes, stackSizeMb: 1 },
      // From sources, as in development and in tests.
      ...(entry.endsWith('.ts') && {
        execArgv: [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ],
      }),
    });
    this.#worker.on('message', (answers: FromThread) => this.#settle(answers));
    this.#worker.on('error', (error: Error & { code?: string }) =>
      this.#end(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new ThreadEndedError(
              `evaluating it took more than ${megabytes} MB of memory`,
            )
          : error,
      ),
    );
    this.#worker.on('exit', () =>
      this.#end(new Error('The thread that evaluates was stopped')),
    );
    this.#listen();
  }

  /** How much it has to do. */
  get open(): number {
    return this.#open.size;
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /**
   * @throws ThreadEndedError when the thread takes more than it may before it
   * answers; what else broke, of it or of the component.
   */
  async examine(
    examination: Examination,
    files: readonly StandardFile[],
  ): Promise<Examined> {
    if (this.#ended) {
      throw this.#ended;
    }
    const { graph } = examination.inputs;
    const id = this.#ids++;
    // Here, so that what cannot be packed is the failure of this one alone.
    const packed = packExamination({
      id,
      standards: this.#shared.standards(files),
      graph: graph && this.#shared.graph(graph.nodes),
      examination,
    });
    if (this.#asked.length === 0) {
      setImmediate(() => this.#ask());
    }
    this.#asked.push(packed);
    return await new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Those that come together go together. */
  #ask(): void {
    const asked = this.#asked;
    if (asked.length === 0) {
      return;
    }
    this.#asked = [];
    const message = toMessage(asked);
    this.#post(message, [message.contents.buffer]);
    if (!this.#silence) {
      this.#listen();
    }
  }

  #post(message: ToThread, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #settle(answers: FromThread): void {
    for (const answer of answers) {
      const open = this.#open.get(answer.id);
      this.#open.delete(answer.id);
      if ('error' in answer) {
        open?.reject(new Error(answer.error));
      } else {
        open?.resolve(unpackAnswer(answer.examined));
      }
    }
    this.#listen();
  }

  /** Ends a thread that has something to do, and says nothing for too long. */
  #listen(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
    if (this.#open.size === 0) {
      // A process that has nothing else to do may end.
      this.#worker.unref();
    } else if (!this.#ended) {
      this.#worker.ref();
      const { silenceMs } = this.#limits;
      this.#silence = setTimeout(() => {
        this.#end(
          new ThreadEndedError(
            `evaluating it took longer than ${silenceMs / 1000} s`,
          ),
        );
        this.stop();
      }, silenceMs);
      this.#silence.unref();
    }
  }

  #end(why: Error): void {
    this.#ended ??= why;
    clearTimeout(this.#silence);
    for (const { reject } of this.#open.values()) {
      reject(this.#ended);
    }
    this.#open.clear();
  }
}
