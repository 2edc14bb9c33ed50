import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { EvaluationRequests } from '../EvaluationRequests';
import { GraphInputSource } from '../inputs/GraphInputSource';

/**
 * Notices when the part of the graph that a component's checks look at is no
 * longer the one it was evaluated with: because another one declares something
 * else, or left the catalog.
 *
 * It compares what is with what was seen, and so comes to an end by itself: who
 * is evaluated again declares the same as before, and has seen what is.
 */
export class GraphChanges {
  readonly #graph: GraphInputSource;
  readonly #requests: EvaluationRequests;
  readonly #logger: LoggerService;
  #running?: Promise<void>;
  #again = false;

  static create(options: {
    graph: GraphInputSource;
    requests: EvaluationRequests;
    logger: LoggerService;
  }): GraphChanges {
    return new GraphChanges(options);
  }

  private constructor(options: {
    graph: GraphInputSource;
    requests: EvaluationRequests;
    logger: LoggerService;
  }) {
    this.#graph = options.graph;
    this.#requests = options.requests;
    this.#logger = options.logger;
  }

  /** Looks once what was written is there for all to see. */
  async onDeclarationsChanged(trx: Knex): Promise<void> {
    (trx as Knex.Transaction).executionPromise.then(
      () => this.run(),
      // Nothing was written.
      () => {},
    );
  }

  /** Whoever asks while it runs has it run once more. Never throws. */
  async run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
    }
    this.#running ??= this.#untilQuiet().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #untilQuiet(): Promise<void> {
    do {
      this.#again = false;
      try {
        const digests = await this.#graph.digests();
        const refs = digests ? await this.#requests.forOtherGraph(digests) : [];
        if (refs.length > 0) {
          this.#logger.info(
            `The declarations of others changed: ${refs.length} components wanted`,
          );
        }
      } catch (error) {
        this.#logger.warn(
          `Could not compare the graph; the sweep will: ${error}`,
        );
      }
    } while (this.#again);
  }
}
