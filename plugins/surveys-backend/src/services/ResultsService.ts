import { ConflictError, NotAllowedError } from '@backstage/errors';
import type {
  Participation,
  ParticipationCount,
  Results,
} from '@waymark-idp/plugin-surveys-common';
import type { Stores } from '../stores/createStores';
import { found } from './WaveService';

/** What a wave lets out: participation at any time, results once closed. */
export class ResultsService {
  readonly #stores: Stores;

  static create(options: { stores: Stores }) {
    return new ResultsService(options.stores);
  }

  private constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** The stored results; nothing is computed here. */
  async results(waveId: string): Promise<Results> {
    const results = await this.#stores.results.get(waveId);
    return results ?? this.#refuse(waveId);
  }

  /** The stored results as JSON text. */
  async resultsText(waveId: string): Promise<Buffer> {
    const text = await this.#stores.results.getText(waveId);
    return text ?? this.#refuse(waveId);
  }

  async #refuse(waveId: string): Promise<never> {
    const wave = found(await this.#stores.waves.get(waveId), waveId);
    throw new ConflictError(
      wave.status === 'draft'
        ? 'This wave has not been opened yet.'
        : `Results are computed when the wave closes, at ${wave.closesAt}. Until then there is participation only, so that nobody can tell what a single answer changed.`,
    );
  }

  /** Participation in total. For those invited: the user has to be one. */
  async participationFor(
    waveId: string,
    userRef: string,
  ): Promise<Participation> {
    const { waves, invitations } = this.#stores;
    found(await waves.get(waveId), waveId);
    if ((await invitations.groupOf(waveId, userRef)) === undefined) {
      throw new NotAllowedError(
        'Participation is shown to those who are asked and to those who run surveys.',
      );
    }
    const { groups, ...total } = await this.participationByGroup(waveId);
    return total;
  }

  /**
   * Participation in total and by group; no group is smaller than the minimum.
   * While the wave is open the numbers go up in steps of the minimum, so that
   * nobody sees a single answer arrive.
   */
  async participationByGroup(waveId: string): Promise<Participation> {
    const wave = found(await this.#stores.waves.get(waveId), waveId);
    const results = await this.#stores.results.get(waveId);
    if (results) {
      const { participation, groups } = results;
      return { waveId, ...participation, groups };
    }
    const { minimumGroupSize: step } = wave.terms;
    const byGroup = await this.#stores.invitations.participationByGroup(waveId);
    const inSteps = (answered: number) => answered - (answered % step);
    const answered = [...byGroup.values()].reduce((sum, n) => sum + n, 0);
    return {
      waveId,
      ...count(wave.invited, inSteps(answered)),
      groups: wave.groups.map(({ id, teams, title, invited }) => ({
        id,
        teams,
        title,
        ...count(invited, inSteps(byGroup.get(id) ?? 0)),
      })),
    };
  }
}

function count(invited: number, answered: number): ParticipationCount {
  return { invited, answered, rate: invited === 0 ? 0 : answered / invited };
}
