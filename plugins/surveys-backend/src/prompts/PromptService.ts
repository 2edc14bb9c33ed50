import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  type Prompt,
  PROMPT_SNOOZE_DAYS,
  PROMPT_SNOOZES,
  PROMPT_VALID_DAYS,
  type PromptTrigger,
  type SubmissionReceipt,
  type Survey,
} from '@waymark-idp/plugin-surveys-common';
import type { Knex } from 'knex';
import type { Surveys } from '../definitions/SurveyRegistry';
import { type Ask, type FatigueLimits, mayAsk } from '../fatigue/mayAsk';
import type { ResponseService } from '../services/ResponseService';
import { waveOf } from '../services/waveOf';
import type { Stores } from '../stores/createStores';
import type { StoredPrompt } from '../stores/DatabasePromptStore';
import type { StoredWave } from '../stores/waveRow';
import { currentQuarter } from './currentQuarter';

const DAY = 24 * 60 * 60 * 1000;

/** Those who answer prompts are one group: they are too few to tell apart. */
const EVERYONE = 'everyone';

/** What the prompt service works with. */
export interface PromptServiceOptions {
  stores: Stores;
  surveys: Surveys;
  responses: ResponseService;
  limits: FatigueLimits;
  now: () => Date;
}

/**
 * One question right after something happened, one at a time, as often as the
 * fatigue guard lets it. Answers count for a confidential wave of the quarter.
 */
export class PromptService {
  readonly #options: PromptServiceOptions;

  static create(options: PromptServiceOptions) {
    return new PromptService(options);
  }

  private constructor(options: PromptServiceOptions) {
    this.#options = options;
  }

  /** Something happened to people, with components: surveys may ask about it. */
  async happened(
    trigger: PromptTrigger,
    to: readonly { userRef: string; subject: string; isKnown: boolean }[],
  ): Promise<void> {
    if (to.length === 0) return;
    const happenedAt = this.#options.now();
    const surveys = await this.#prompting();
    await this.#options.stores.prompts.add(
      surveys
        .filter(({ prompt }) => prompt === trigger)
        .flatMap(({ id }) =>
          to.map(each => ({ ...each, surveyId: id, trigger, happenedAt })),
        ),
    );
  }

  /** Opens the wave of this quarter for every survey that prompts ask. */
  async openWaves(): Promise<void> {
    const { stores, now } = this.#options;
    const { title, endsAt } = currentQuarter(now());
    for (const survey of await this.#prompting()) {
      if (!(await stores.waves.openPrompt(survey.id))) {
        const wave = waveOf(
          survey,
          {
            surveyId: survey.id,
            title: `${survey.title} (${title})`,
            audience: { everyone: true },
            closesAt: endsAt.toISOString(),
            reminders: 0,
          },
          'surveys:prompts',
        );
        const groups = [
          { id: EVERYONE, teams: [], title: 'Everyone', invited: 0 },
        ];
        await stores.knex.transaction(async trx => {
          const { id } = await stores.waves.insert(wave, trx);
          await stores.waves.markOpen(trx, id, {
            ...wave,
            ...{ at: now(), invited: 0, groups, cells: [], panel: undefined },
          });
        });
      }
    }
  }

  /** What to show someone now, if anything. The first time counts as asking. */
  async next(userRef: string, entityRef?: string): Promise<Prompt | undefined> {
    const { stores, now } = this.#options;
    const since = new Date(now().getTime() - PROMPT_VALID_DAYS * DAY);
    // Every page asks, and nearly always this is all there is to it.
    const any = await stores.prompts.waiting(userRef, since);
    if (any.length === 0) return undefined;
    const { optedOut, snoozedUntil } = await stores.asks.preferencesOf(userRef);
    if (optedOut || (snoozedUntil && snoozedUntil > now())) return undefined;
    return stores.knex.transaction(async trx => {
      await stores.prompts.lock(trx, userRef);
      const waiting = await stores.prompts.waiting(userRef, since, trx);
      // A prompt that was shown keeps its place until it is answered or over.
      const shown = waiting.filter(({ waveId }) => waveId);
      const current = await this.#stillOpen(trx, userRef, shown);
      if (current) {
        const { prompt, wave } = current;
        const later = prompt.snoozedUntil && prompt.snoozedUntil > now();
        return later ? undefined : toPrompt(prompt, wave);
      }
      const fresh = waiting.filter(
        ({ waveId, subject, isKnown }) =>
          // One of many owners is asked only when looking at the component.
          !waveId && (isKnown || sameRef(subject, entityRef)),
      );
      return this.#ask(trx, userRef, fresh);
    });
  }

  async answer(
    id: string,
    userRef: string,
    answers: Record<string, unknown>,
  ): Promise<SubmissionReceipt> {
    const { stores, responses } = this.#options;
    const { waveId } = await this.#shown(id, userRef);
    const receipt = await responses.submit(waveId, userRef, answers);
    await stores.prompts.markDone(id);
    return receipt;
  }

  async snooze(id: string, userRef: string): Promise<void> {
    const { stores, now } = this.#options;
    await this.#shown(id, userRef);
    const until = new Date(now().getTime() + PROMPT_SNOOZE_DAYS * DAY);
    await stores.prompts.snooze(id, until, PROMPT_SNOOZES);
  }

  /** Forgets what nobody is asked about any more. */
  async prune(): Promise<void> {
    const { stores, now } = this.#options;
    await stores.prompts.prune(
      new Date(now().getTime() - 2 * PROMPT_VALID_DAYS * DAY),
    );
  }

  async #prompting(): Promise<Survey[]> {
    const surveys = await this.#options.surveys.list();
    return surveys.filter(({ prompt }) => prompt);
  }

  /** The first of the shown ones whose wave is open and not answered. */
  async #stillOpen(
    trx: Knex.Transaction,
    userRef: string,
    shown: StoredPrompt[],
  ) {
    const { stores, now } = this.#options;
    const ids = shown.map(each => each.waveId!);
    const waves = await stores.waves.getMany(ids, trx);
    for (const prompt of shown) {
      const wave = waves.get(prompt.waveId!);
      if (
        wave?.status === 'open' &&
        new Date(wave.closesAt) > now() &&
        !(await stores.responses.hasParticipated(trx, wave.id, userRef))
      ) {
        return { prompt, wave };
      }
    }
    return undefined;
  }

  /** Asks about the first that may be asked: surveys that waited longest come first. */
  async #ask(
    trx: Knex.Transaction,
    userRef: string,
    waiting: StoredPrompt[],
  ): Promise<Prompt | undefined> {
    const { stores, limits, now } = this.#options;
    if (waiting.length === 0) return undefined;
    const asks = (await stores.asks.asksOf([userRef], trx)).get(userRef) ?? [];
    const inTurn = [...waiting].sort(
      (a, b) => lastAsked(asks, a.surveyId) - lastAsked(asks, b.surveyId),
    );
    for (const prompt of inTurn) {
      const { surveyId } = prompt;
      const { verdict } = mayAsk({
        ...{ surveyId, kind: 'prompt', asks, limits },
        now: now(),
      });
      const wave =
        verdict === 'ask'
          ? await stores.waves.openPrompt(surveyId, trx)
          : undefined;
      if (wave && new Date(wave.closesAt) > now()) {
        const invitation = { waveId: wave.id, userRef, groupId: EVERYONE };
        // Invited this quarter already means: asked, and put off for good.
        if (await stores.invitations.add(trx, invitation)) {
          await stores.waves.addInvited(trx, wave.id);
          await stores.asks.addAsks(trx, surveyId, [{ userRef, at: now() }]);
          await stores.prompts.markShown(trx, prompt.id, wave.id);
          return toPrompt(prompt, wave);
        }
      }
    }
    return undefined;
  }

  async #shown(id: string, userRef: string) {
    const prompt = await this.#options.stores.prompts.get(id, userRef);
    if (!prompt) throw new NotFoundError(`There is no prompt ${id} for you.`);
    const { waveId } = prompt;
    if (!waveId) {
      throw new ConflictError('This prompt has not been shown yet.');
    }
    return { ...prompt, waveId };
  }
}

/** Entity refs are the same in any case. */
function sameRef(one: string, other = '') {
  return one.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US');
}

function lastAsked(asks: readonly Ask[], surveyId: string) {
  return asks
    .filter(ask => ask.surveyId === surveyId)
    .reduce((last, { at }) => Math.max(last, at.getTime()), 0);
}

function toPrompt(prompt: StoredPrompt, wave: StoredWave): Prompt {
  const { id, surveyId, trigger, subject, happenedAt } = prompt;
  const { title, questions, languages, translations, terms } = wave;
  return {
    ...{ id, surveyId, trigger, subject },
    happenedAt: happenedAt.toISOString(),
    waveId: wave.id,
    ...{ title, questions, languages, translations, terms },
  };
}
