import { InputError, NotAllowedError } from '@backstage/errors';
import type { AskingPreferences } from '@waymark-idp/plugin-surveys-common';
import type { Stores } from '../stores/createStores';
import { found } from './WaveService';

const DAY = 24 * 60 * 60 * 1000;

/** What people say about being asked. */
export class PreferenceService {
  readonly #stores: Stores;
  readonly #now: () => Date;

  static create(options: { stores: Stores; now: () => Date }) {
    return new PreferenceService(options);
  }

  private constructor(options: { stores: Stores; now: () => Date }) {
    this.#stores = options.stores;
    this.#now = options.now;
  }

  async get(userRef: string): Promise<AskingPreferences> {
    const { optedOut, snoozedUntil } = await this.#stores.asks.preferencesOf(
      userRef,
    );
    return snoozedUntil && snoozedUntil > this.#now()
      ? { optedOut, snoozedUntil: snoozedUntil.toISOString() }
      : { optedOut };
  }

  async set(
    userRef: string,
    change: { optedOut?: boolean; snoozedUntil?: string | null },
  ): Promise<AskingPreferences> {
    const { asks } = this.#stores;
    const before = await asks.preferencesOf(userRef);
    const { optedOut = before.optedOut, snoozedUntil } = change;
    const until =
      snoozedUntil === undefined
        ? before.snoozedUntil
        : this.#until(snoozedUntil ?? undefined, 365);
    await asks.savePreferences(userRef, { optedOut, snoozedUntil: until });
    return this.get(userRef);
  }

  /** No reminder of one wave for a while. */
  async snoozeWave(
    waveId: string,
    userRef: string,
    until?: string,
  ): Promise<void> {
    const tomorrow = new Date(this.#now().getTime() + DAY).toISOString();
    const { waves, invitations } = this.#stores;
    found(await waves.get(waveId), waveId);
    const at = this.#until(until ?? tomorrow, 14)!;
    if (!(await invitations.snooze(waveId, userRef, at))) {
      throw new NotAllowedError(
        'You are not among those who are asked in this wave.',
      );
    }
  }

  #until(written: string | undefined, days: number): Date | undefined {
    if (written === undefined) return undefined;
    const until = new Date(written);
    const now = this.#now();
    const last = new Date(now.getTime() + days * DAY);
    if (!(until > now && until <= last)) {
      throw new InputError(
        `The time has to be in the future, and at most ${days} days away.`,
      );
    }
    return until;
  }
}
