import { Knex } from 'knex';
import { GraphStore } from './database/GraphStore';
import { NoticedComponent, WantedStore } from './database/WantedStore';
import { EvaluationQueue } from './queue/EvaluationQueue';

/**
 * Asks for evaluations: moves `wanted_at`, where it is not due by itself, and
 * enqueues, in one transaction.
 *
 * Every method answers the refs for which an evaluation is now wanted.
 */
export class EvaluationRequests {
  readonly #knex: Knex;
  readonly #store: WantedStore;
  readonly #graph: GraphStore;
  readonly #queue: EvaluationQueue;

  static create(options: {
    knex: Knex;
    store: WantedStore;
    graph: GraphStore;
    queue: EvaluationQueue;
  }): EvaluationRequests {
    return new EvaluationRequests(options);
  }

  private constructor(options: {
    knex: Knex;
    store: WantedStore;
    graph: GraphStore;
    queue: EvaluationQueue;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#graph = options.graph;
    this.#queue = options.queue;
  }

  /** Components as the catalog has them now; those that are the same are passed over. */
  async forNoticed(components: NoticedComponent[]): Promise<string[]> {
    return components.length === 0
      ? []
      : await this.#request(trx => this.#store.notice(trx, components));
  }

  async forComponents(entityRefs: string[]): Promise<string[]> {
    return await this.#request(trx => this.#store.want(trx, entityRefs));
  }

  /** All components whose sources are in a repository, by its web address. */
  async forRepository(url: string): Promise<string[]> {
    return await this.#request(trx => this.#store.wantRepository(trx, url));
  }

  /** All components that were evaluated with other standards. */
  async forOtherStandards(digest: string): Promise<string[]> {
    return await this.#request(trx =>
      this.#store.wantOtherStandards(trx, digest),
    );
  }

  /** All components that were evaluated with another part of the graph. */
  async forOtherGraph(digests: Map<string, string>): Promise<string[]> {
    return await this.#request(trx => this.#graph.wantOutdated(trx, digests));
  }

  /**
   * What was wanted before and is neither done nor, for all we know, enqueued;
   * and what nobody looked at for so long.
   */
  async forDue(): Promise<string[]> {
    return await this.#request(trx => this.#store.due(trx));
  }

  async #request(choose: (trx: Knex) => Promise<string[]>): Promise<string[]> {
    const refs = await this.#knex.transaction(async trx => {
      const chosen = await choose(trx);
      await this.#queue.enqueue(chosen, trx);
      return chosen;
    });
    if (refs.length > 0) {
      this.#queue.wake();
    }
    return refs;
  }
}
