import type { Knex } from 'knex';
import type { CommentReply } from '@waymark-idp/plugin-surveys-common';

/** Public replies to comments and themes; one for each. */
export class DatabaseReplyStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseReplyStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async ofWave(waveId: string): Promise<CommentReply[]> {
    const rows = await this.#knex('comment_replies')
      .where({ wave_id: waveId })
      .orderBy('replied_at');
    return rows.map(row => ({
      waveId: row.wave_id,
      questionId: row.question_id,
      targetId: row.target_id,
      text: row.text,
      repliedBy: row.replied_by,
      repliedAt: row.replied_at.toISOString(),
    }));
  }

  async save(reply: CommentReply): Promise<void> {
    await this.#knex('comment_replies')
      .insert({
        wave_id: reply.waveId,
        question_id: reply.questionId,
        target_id: reply.targetId,
        text: reply.text,
        replied_by: reply.repliedBy,
        replied_at: new Date(reply.repliedAt),
      })
      .onConflict(['wave_id', 'question_id', 'target_id'])
      .merge();
  }

  async delete(reply: Omit<CommentReply, 'text' | 'repliedBy' | 'repliedAt'>) {
    await this.#knex('comment_replies')
      .where({
        wave_id: reply.waveId,
        question_id: reply.questionId,
        target_id: reply.targetId,
      })
      .delete();
  }
}
