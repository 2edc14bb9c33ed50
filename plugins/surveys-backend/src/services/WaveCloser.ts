import { randomInt } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Wave } from '@waymark-idp/plugin-surveys-common';
import { coarsenGroups } from '../audience/coarsenGroups';
import type { InvitedGroup } from '../audience/groupsOf';
import { computeResults } from '../results/computeResults';
import type { Stores } from '../stores/createStores';
import type { StoredWave } from '../stores/DatabaseWaveStore';
import { toWave } from './toWave';
import type { WaveAnnouncer } from './WaveAnnouncer';
import { found, MINIMUM_GROUP_SIZE } from './WaveService';

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
   * Closes an open wave: mixes all responses a last time, into groups that each
   * have enough of them, and computes and stores the results, all or nothing.
   */
  async close(id: string): Promise<Wave> {
    const { knex, waves, responses, drafts, results } = this.#stores;
    const closed = await knex.transaction(async trx => {
      const wave = found(await waves.lock(trx, id, 'update'), id);
      assertOpen(wave);
      const counts = await responses.countByGroup(trx, id);
      const { groups, into } = coarsenGroups(
        wave.groups,
        group => counts.get(group.id) ?? 0,
        wave.terms.minimumGroupSize,
      );
      await responses.mix(trx, id, into);
      await drafts.delete(trx, id);

      const at = this.#now();
      await results.insert(
        trx,
        computeResults({
          wave: toWave(wave),
          groups: groups.map(group => ({
            ...group,
            invited: invitedIn(group.id, wave.groups, into),
          })),
          responses: await responses.all(trx, id),
          closedAt: at.toISOString(),
          shuffle,
        }),
      );
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

function invitedIn(
  id: string,
  groups: InvitedGroup[],
  into: Record<string, string>,
) {
  return groups
    .filter(group => into[group.id] === id)
    .reduce((sum, group) => sum + group.invited, 0);
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
