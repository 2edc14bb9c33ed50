import { ConflictError, NotFoundError } from '@backstage/errors';
import type { PersonalData } from '@waymark-idp/plugin-surveys-common';
import type { Stores } from '../stores/createStores';
import { found } from './WaveService';

/** What a user can see, take along and delete of what is stored under their name. */
export class PersonalDataService {
  readonly #stores: Stores;

  static create(options: { stores: Stores }) {
    return new PersonalDataService(options.stores);
  }

  private constructor(stores: Stores) {
    this.#stores = stores;
  }

  async export(userRef: string): Promise<PersonalData> {
    return this.#stores.personalData.export(userRef);
  }

  /** Gives back what is left. */
  async delete(userRef: string): Promise<PersonalData> {
    const { knex, personalData } = this.#stores;
    await knex.transaction(trx => personalData.delete(trx, userRef));
    return personalData.export(userRef);
  }

  /** While the wave is open, the user may answer anew. */
  async deleteResponse(waveId: string, userRef: string): Promise<void> {
    const { knex, waves, personalData } = this.#stores;
    await knex.transaction(async trx => {
      const wave = found(await waves.lock(trx, waveId, 'share'), waveId);
      if (wave.terms.mode === 'anonymous') {
        throw new ConflictError(
          'This wave is anonymous: nothing says which answers are yours, so they cannot be found to be deleted.',
        );
      }
      if (!(await personalData.deleteResponse(trx, waveId, userRef))) {
        throw new NotFoundError('There is no answer of yours in this wave.');
      }
      if (wave.status === 'open') {
        await personalData.deleteParticipation(trx, waveId, userRef);
      }
    });
  }
}
