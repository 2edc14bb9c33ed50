import { randomInt } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Wave } from '@waymark-idp/plugin-surveys-common';
import { coarsenGroups } from '../audience/coarsenGroups';
import { cellsOfGroups } from '../audience/segmentsOf';
import { computeResults } from '../results/computeResults';
import { drawNoise } from '../results/noise';
import type { Stores } from '../stores/createStores';
import type { StoredWave } from '../stores/waveRow';
import { toWave } from './toWave';
import type { WaveAnnouncer } from './WaveAnnouncer';
import { MINIMUM_GROUP_SIZE } from './waveOf';
import { found } from './WaveService';

/** So many waves back, results are looked at for comparison. */
const EARLIER = 6;

/** What a wave closer works with. */
export interface WaveCloserOptions {
  stores: Stores;
  logger: LoggerService;
  /** Undefined: nobody is told. */
  announcer?: WaveAnnouncer;
  now: () => Date;
}

/** Mixes the responses of open waves, and closes waves. */
export class WaveCloser {
  readonly #stores: Stores;
  readonly #logger: LoggerService;
  readonly #announcer?: WaveAnnouncer;
  readonly #now: () => Date;

  static create(options: WaveCloserOptions) {
    return new WaveCloser(options);
  }

  private constructor(options: WaveCloserOptions) {
    this.#stores = options.stores;
    this.#logger = options.logger;
    this.#announcer = options.announcer;
    this.#now = options.now;
  }

  /** Mixes every open wave with enough fresh responses to hide one among. */
  async mix(): Promise<void> {
    const { knex, waves, responses } = this.#stores;
    const ids = await responses.toMix(MINIMUM_GROUP_SIZE);
    for (const id of ids) {
      await knex.transaction(async trx => {
        await waves.lock(trx, id, 'update');
        await responses.mix(trx, id);
      });
    }
    if (ids.length > 0) await this.#vacuum();
  }

  /**
   * Closes an open wave: computes and stores the results, and mixes all responses
   * of an anonymous one a last time, into groups that each have enough of them;
   * all or nothing.
   */
  async close(id: string): Promise<Wave> {
    const { knex, waves, responses, drafts, results } = this.#stores;
    const closed = await knex.transaction(async trx => {
      const wave = found(await waves.lock(trx, id, 'update'), id);
      assertOpen(wave);
      const { mode, minimumGroupSize } = wave.terms;
      const at = this.#now();
      await results.insert(
        trx,
        computeResults({
          wave: toWave(wave),
          groups: wave.groups,
          cells:
            wave.cells.length > 0 ? wave.cells : cellsOfGroups(wave.groups),
          responses: await responses.all(trx, id, mode),
          earlier: await results.latestOf(trx, wave.surveyId, EARLIER),
          closedAt: at.toISOString(),
          shuffle,
          noise: drawNoise,
        }),
      );
      if (mode === 'anonymous') {
        const counts = await responses.countByGroup(trx, id);
        const { into } = coarsenGroups(
          wave.groups,
          group => counts.get(group.id) ?? 0,
          minimumGroupSize,
        );
        await responses.mix(trx, id, into);
      }
      await drafts.delete(trx, id);
      await waves.markClosed(trx, id, at);
      return found(await waves.get(id, trx), id);
    });
    await this.#vacuum();

    const wave = toWave(closed);
    const invited = await this.#stores.invitations.groupsOf(id);
    await this.#announcer?.closed(wave, [...invited.keys()]);
    return wave;
  }

  async #vacuum() {
    try {
      await this.#stores.responses.vacuum();
    } catch (error) {
      // Autovacuum comes to it later.
      this.#logger.warn(`Mixed responses could not be vacuumed: ${error}`);
    }
  }
}

function assertOpen(wave: StoredWave) {
  if (wave.status !== 'open') {
    throw new ConflictError(
      wave.status === 'closed'
        ? 'This wave is closed already, and its results do not change any more.'
        : 'This wave has not been opened yet.',
    );
  }
}

/** Fisher and Yates, from a source nobody can predict. */
function shuffle<T>(items: T[]): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}
