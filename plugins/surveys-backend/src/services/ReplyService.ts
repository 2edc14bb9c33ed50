import { NotFoundError } from '@backstage/errors';
import type { CommentReply } from '@waymark-idp/plugin-surveys-common';
import type { Stores } from '../stores/createStores';
import type { ResultsService } from './ResultsService';

/** Replies in public to comments and themes, without knowing who wrote them. */
export class ReplyService {
  readonly #stores: Stores;
  readonly #results: ResultsService;
  readonly #now: () => Date;

  static create(options: {
    stores: Stores;
    results: ResultsService;
    now: () => Date;
  }) {
    return new ReplyService(options.stores, options.results, options.now);
  }

  private constructor(
    stores: Stores,
    results: ResultsService,
    now: () => Date,
  ) {
    this.#stores = stores;
    this.#results = results;
    this.#now = now;
  }

  async list(waveId: string): Promise<CommentReply[]> {
    await this.#results.results(waveId);
    return this.#stores.replies.ofWave(waveId);
  }

  /** An empty text takes the reply back. */
  async reply(reply: Omit<CommentReply, 'repliedAt'>): Promise<void> {
    const { questions } = await this.#results.results(reply.waveId);
    const item = questions.find(
      ({ question }) => question.id === reply.questionId,
    );
    const targets =
      item && !item.suppressed
        ? [...(item.comments ?? []), ...(item.themes ?? [])]
        : [];
    if (!targets.some(({ id }) => id === reply.targetId)) {
      throw new NotFoundError(
        'These results have no such comment or theme to reply to.',
      );
    }
    const text = reply.text.trim();
    await (text === ''
      ? this.#stores.replies.delete(reply)
      : this.#stores.replies.save({
          ...reply,
          text,
          repliedAt: this.#now().toISOString(),
        }));
  }
}
