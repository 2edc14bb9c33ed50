import { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';

const EVERY_MS = 50;
const QUERIES = 5;

/** How long somebody waited for an answer, in milliseconds. */
export interface Waited {
  p50: number;
  p95: number;
  p99: number;
}

/**
 * Somebody who uses the portal meanwhile: asks for what takes a few small
 * queries, one after the other, as the pages do.
 */
export class Bystander {
  readonly #knex: Knex;
  readonly #waited: number[] = [];
  readonly #asking: Promise<void>;
  #stopped = false;

  static start(knex: Knex): Bystander {
    return new Bystander(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#asking = this.#ask();
  }

  async stop(): Promise<Waited> {
    this.#stopped = true;
    await this.#asking;
    const sorted = this.#waited.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * sorted.length)];
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  }

  async #ask(): Promise<void> {
    while (!this.#stopped) {
      const begin = performance.now();
      for (let i = 0; i < QUERIES; i++) {
        await this.#knex('component_state').first('entity_ref');
      }
      this.#waited.push(performance.now() - begin);
      await setTimeout(EVERY_MS);
    }
  }
}
