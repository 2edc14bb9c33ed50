import type { Knex } from 'knex';
import type { PromptTrigger } from '@waymark-idp/plugin-surveys-common';

/** Something that happened to someone, that a survey asks about. */
export interface StoredPrompt {
  id: string;
  surveyId: string;
  userRef: string;
  trigger: PromptTrigger;
  subject: string;
  happenedAt: Date;
  /** Whether it was this person, and not somebody of the owners. */
  isKnown: boolean;
  /** Once it was shown. */
  waveId?: string;
  snoozedUntil?: Date;
  snoozes: number;
  done: boolean;
}

/** What to ask whom after an event. */
export class DatabasePromptStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabasePromptStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The same thing happening again, while nobody was asked, only moves its time. */
  async add(
    prompts: readonly Pick<
      StoredPrompt,
      'surveyId' | 'userRef' | 'trigger' | 'subject' | 'happenedAt' | 'isKnown'
    >[],
  ): Promise<void> {
    const column = (name: keyof (typeof prompts)[number]) =>
      // Arrays of one type each; knex knows arrays of texts by type only.
      prompts.map(prompt => prompt[name]) as unknown as string[];
    await this.#knex.raw(
      `INSERT INTO prompts (survey_id, user_ref, trigger, subject, happened_at, is_known)
       SELECT DISTINCT ON (2, 1, 4) *
       FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::boolean[])
       ORDER BY 2, 1, 4, 6 DESC
       ON CONFLICT (user_ref, survey_id, subject) DO UPDATE
       SET happened_at = excluded.happened_at, is_known = excluded.is_known
       WHERE prompts.wave_id IS NULL AND NOT prompts.done`,
      [
        column('surveyId'),
        column('userRef'),
        column('trigger'),
        column('subject'),
        column('happenedAt'),
        column('isKnown'),
      ],
    );
  }

  async get(id: string, userRef: string): Promise<StoredPrompt | undefined> {
    const row = await this.#knex('prompts')
      .where({ id, user_ref: userRef })
      .first();
    return row && fromRow(row);
  }

  /** What somebody may be asked about, those of late first. */
  async waiting(
    userRef: string,
    since: Date,
    trx: Knex | Knex.Transaction = this.#knex,
  ): Promise<StoredPrompt[]> {
    const rows = await trx('prompts')
      .where({ user_ref: userRef, done: false })
      .where('happened_at', '>=', since)
      .orderBy([{ column: 'happened_at', order: 'desc' }, 'id']);
    return rows.map(fromRow);
  }

  /** One request of a person at a time, so that two tabs get the same prompt. */
  async lock(trx: Knex.Transaction, userRef: string): Promise<void> {
    await trx.raw(
      `SELECT pg_advisory_xact_lock(hashtext('surveys.prompts'), hashtext(?))`,
      [userRef],
    );
  }

  async markShown(trx: Knex.Transaction, id: string, waveId: string) {
    await trx('prompts').where({ id }).update({ wave_id: waveId });
  }

  async markDone(id: string): Promise<void> {
    await this.#knex('prompts').where({ id }).update({ done: true });
  }

  /** Puts it off; after the last time it is done. */
  async snooze(id: string, until: Date, most: number): Promise<void> {
    await this.#knex('prompts')
      .where({ id, done: false })
      .update({
        snoozed_until: until,
        snoozes: this.#knex.raw('snoozes + 1'),
        done: this.#knex.raw('snoozes + 1 >= ?', [most]),
      });
  }

  async prune(before: Date): Promise<void> {
    await this.#knex('prompts').where('happened_at', '<', before).delete();
  }
}

function fromRow(row: any): StoredPrompt {
  return {
    id: row.id,
    surveyId: row.survey_id,
    userRef: row.user_ref,
    trigger: row.trigger,
    subject: row.subject,
    happenedAt: row.happened_at,
    isKnown: row.is_known,
    waveId: row.wave_id ?? undefined,
    snoozedUntil: row.snoozed_until ?? undefined,
    snoozes: row.snoozes,
    done: row.done,
  };
}
