import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  NewPromise,
  PromiseLink,
  PromiseUpdate,
  QuestionResult,
  SurveyPromise,
} from '@waymark-idp/plugin-surveys-common';
import { found as foundWave } from '../services/WaveService';
import { MINIMUM_GROUP_SIZE } from '../services/waveOf';
import type { Stores } from '../stores/createStores';
import { effectSentence } from './effectSentence';
import type { PromiseAnnouncer } from './PromiseAnnouncer';

/** What the promise service works with. */
export interface PromiseServiceOptions {
  stores: Stores;
  announcer: PromiseAnnouncer;
  /** The user refs of those who may be asked for an interview. */
  volunteers: () => Promise<string[]>;
  now: () => Date;
}

/** You said, we did: promises, what became of them, and what they changed. */
export class PromiseService {
  readonly #options: PromiseServiceOptions;

  static create(options: PromiseServiceOptions) {
    return new PromiseService(options);
  }

  private constructor(options: PromiseServiceOptions) {
    this.#options = options;
  }

  async list(options: {
    state?: 'open' | 'done' | 'dropped' | 'all';
    surveyId?: string;
    waveId?: string;
    limit?: number;
  }): Promise<{ items: SurveyPromise[] }> {
    const { state = 'all', limit = 100, surveyId, waveId } = options;
    const { promises } = this.#options.stores;
    return { items: await promises.list({ state, limit, surveyId, waveId }) };
  }

  async get(id: string): Promise<SurveyPromise> {
    const promise = await this.#options.stores.promises.get(id);
    if (!promise) throw new NotFoundError(`There is no promise ${id}.`);
    return promise;
  }

  async create(promise: NewPromise, createdBy: string): Promise<SurveyPromise> {
    const { stores, announcer, now } = this.#options;
    const { waveId, questionId, state = 'planned', reason } = promise;
    const result = await this.#resultOf(promise);
    assertReason(state, reason);
    const { surveyId } = foundWave(await stores.waves.get(waveId), waveId);
    const id = await stores.promises.insert({
      ...{ waveId, questionId, surveyId, state, reason, createdBy },
      ...{ said: promise.said.trim(), text: promise.text.trim() },
      questionText: result.question.text,
      themeId: promise.themeId,
      owner: ownerRef(promise.owner),
      link: promise.link && checkedLink(promise.link),
      createdAt: now().toISOString(),
    });
    const created = await this.get(id);
    await announcer.changed(created, undefined, await this.#askedIn(waveId));
    return created;
  }

  async update(id: string, update: PromiseUpdate): Promise<SurveyPromise> {
    const { stores, announcer, now } = this.#options;
    const before = await this.get(id);
    const { state = before.state, text = before.text } = update;
    const reason =
      state === 'dropped' ? update.reason ?? before.reason : update.reason;
    assertReason(state, reason);
    const link =
      update.link === undefined ? before.link : update.link ?? undefined;
    await stores.promises.update(id, {
      ...{ state, reason, text: text.trim() },
      owner: update.owner === undefined ? before.owner : ownerRef(update.owner),
      link: link && checkedLink(link),
      changedAt: now().toISOString(),
    });
    const after = await this.get(id);
    if (after.state !== before.state) {
      const asked = await this.#askedIn(after.waveId);
      await announcer.changed(after, before.state, asked);
    }
    return after;
  }

  async delete(id: string): Promise<void> {
    await this.get(id);
    await this.#options.stores.promises.delete(id);
  }

  /** Asks those who said that they may be asked; who they are is told to nobody. */
  async requestInterviews(id: string, message: string): Promise<void> {
    const { announcer, volunteers } = this.#options;
    const promise = await this.get(id);
    const userRefs = await volunteers();
    if (userRefs.length < MINIMUM_GROUP_SIZE) {
      throw new ConflictError(
        `Fewer than ${MINIMUM_GROUP_SIZE} people have said that they may be asked for an interview. Ask again after the next wave.`,
      );
    }
    await announcer.interview(promise, message, userRefs);
  }

  /** Notes what the last closed wave says about each promise. */
  async measure(): Promise<void> {
    const { promises, results } = this.#options.stores;
    const open = await promises.toMeasure();
    const byWave = new Map<string, typeof open>();
    for (const each of open) {
      byWave.set(each.waveId, [...(byWave.get(each.waveId) ?? []), each]);
    }
    // One read for each wave that has closed, which is one as a rule.
    for (const [waveId, those] of byWave) {
      const stored = await results.get(waveId);
      if (stored) {
        const changes = new Map(
          stored.questions.map(result => [
            result.question.id,
            result.suppressed ? undefined : result.change,
          ]),
        );
        await promises.saveEffects(
          those.map(({ id, questionId, title }) => {
            const change = changes.get(questionId);
            const effect = {
              ...{ waveId, title, closedAt: stored.closedAt },
              change: change ?? { word: 'too few' as const },
              sentence: effectSentence(change, title),
            };
            return { id, effect };
          }),
        );
      }
    }
  }

  async #askedIn(waveId: string): Promise<string[]> {
    const { invitations } = this.#options.stores;
    return [...(await invitations.groupsOf(waveId)).keys()];
  }

  /** The result that a promise is about: only what everyone can read counts. */
  async #resultOf({
    waveId,
    questionId,
    themeId,
  }: NewPromise): Promise<QuestionResult> {
    const { waves, results } = this.#options.stores;
    foundWave(await waves.get(waveId), waveId);
    const stored = await results.get(waveId);
    if (!stored) {
      throw new ConflictError(
        'This wave has no results yet. A promise is about a result: make it when the wave has closed.',
      );
    }
    const result = stored.questions.find(
      each => each.question.id === questionId,
    );
    if (!result) {
      throw new InputError(`The wave does not ask a question "${questionId}".`);
    }
    const themes = result.suppressed ? [] : result.themes ?? [];
    if (themeId !== undefined && !themes.some(({ id }) => id === themeId)) {
      throw new InputError(
        `The comments on "${questionId}" have no theme "${themeId}".`,
      );
    }
    return result;
  }
}

function assertReason(state: string, reason: string | undefined) {
  if (state === 'dropped' && !reason?.trim()) {
    throw new InputError(
      'A promise is dropped with a reason: those who asked for it deserve one.',
    );
  }
  if (state !== 'dropped' && reason !== undefined) {
    throw new InputError('Only a promise that is dropped has a reason.');
  }
}

function ownerRef(owner: string): string {
  const wrong = new InputError(
    `"${owner}" is not the entity ref of a group or user, such as group:default/platform.`,
  );
  try {
    const ref = parseEntityRef(owner, { defaultKind: 'group' });
    if (!/^(group|user)$/i.test(ref.kind)) throw wrong;
    return stringifyEntityRef(ref);
  } catch {
    throw wrong;
  }
}

/** A link that a page may show: nothing that runs. */
function checkedLink(link: PromiseLink): PromiseLink {
  const { kind, target } = link;
  const fits = {
    proposal: /^https?:\/\/[^\s]+$/,
    template: /^template:[a-z0-9-_.]+\/[a-z0-9-_.]+@[0-9A-Za-z-.+]+$/,
    check: /^[a-z0-9][a-z0-9-_./]*$/,
  }[kind].test(target);
  if (!fits) {
    throw new InputError(
      {
        proposal: 'The link to a proposal has to be a web address.',
        template:
          'The link to a template has to be its ref and version, such as template:default/service@1.2.0.',
        check: 'The link to a check has to be its id.',
      }[kind],
    );
  }
  return { kind, target };
}
