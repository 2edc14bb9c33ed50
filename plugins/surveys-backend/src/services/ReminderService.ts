import type { Stores } from '../stores/createStores';
import type { StoredWave } from '../stores/waveRow';
import { toWave } from './toWave';
import type { WaveAnnouncer } from './WaveAnnouncer';

/** What the reminder service works with. */
export interface ReminderServiceOptions {
  stores: Stores;
  announcer: WaveAnnouncer;
  now: () => Date;
}

/**
 * Tells people of a wave later: those who are asked by another survey just then,
 * and those who have not answered.
 *
 * A reminder says nothing but to the one who gets it that they have not answered.
 * Whoever sees all of them (who runs the mail server, say) could tell who has: so
 * there is none unless at least the minimum have not answered, and either nobody
 * or at least the minimum have. Neither log nor event says how many went out.
 */
export class ReminderService {
  readonly #options: ReminderServiceOptions;

  static create(options: ReminderServiceOptions) {
    return new ReminderService(options);
  }

  private constructor(options: ReminderServiceOptions) {
    this.#options = options;
  }

  /** Tells those whose rest from another survey is over. */
  async tell(): Promise<void> {
    const { stores, announcer, now } = this.#options;
    const byWave = await stores.invitations.takeToTell(now());
    const waves = await stores.waves.getMany([...byWave.keys()]);
    for (const [id, userRefs] of byWave) {
      const wave = waves.get(id);
      if (wave) await announcer.invited(toWave(wave), userRefs);
    }
  }

  /** Sends the reminders that are due: of those missed meanwhile, one. */
  async remind(): Promise<void> {
    const { stores, announcer, now } = this.#options;
    for (const wave of await stores.waves.toRemind(now())) {
      const due = remindersDue(wave, now());
      // Counted first: one too few after a crash rather than one too many.
      if (
        due > wave.remindersSent &&
        (await stores.waves.countReminder(wave.id, due))
      ) {
        const minimum = wave.terms.minimumGroupSize;
        const missing = await stores.invitations.toRemind(wave.id, now());
        const { userRefs, silent, answered } = missing;
        const hidden =
          silent >= minimum && (answered === 0 || answered >= minimum);
        if (hidden && userRefs.length >= minimum) {
          await announcer.reminded(toWave(wave), userRefs);
        }
      }
    }
  }
}

/** How many reminders of a wave should have gone out: they divide its time evenly. */
export function remindersDue(
  wave: Pick<StoredWave, 'opensAt' | 'closesAt' | 'reminders'>,
  now: Date,
): number {
  const opens = Date.parse(wave.opensAt!);
  const part = (Date.parse(wave.closesAt) - opens) / (wave.reminders + 1);
  const passed = Math.floor((now.getTime() - opens) / part);
  return Math.min(wave.reminders, Math.max(0, passed));
}
