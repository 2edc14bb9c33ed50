import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Knex } from 'knex';
import {
  answersAsked,
  type Draft,
  type Invitation,
  normalizeAnswers,
  type SubmissionReceipt,
  type SurveyAnswers,
  validateAnswers,
} from '@waymark-idp/plugin-surveys-common';
import { isLate } from '../results/earlyAndLate';
import type { Stores } from '../stores/createStores';
import type { StoredWave } from '../stores/waveRow';
import { toWave } from './toWave';
import { found } from './WaveService';

const meantForTheUser = new Set([
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
]);

/** What a response service works with. */
export interface ResponseServiceOptions {
  stores: Stores;
  logger: LoggerService;
  now: () => Date;
}

/** Answering: invitations, drafts and responses of one user at a time. */
export class ResponseService {
  readonly #stores: Stores;
  readonly #logger: LoggerService;
  readonly #now: () => Date;

  static create(options: ResponseServiceOptions) {
    return new ResponseService(options);
  }

  private constructor(options: ResponseServiceOptions) {
    this.#stores = options.stores;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  async invitations(userRef: string): Promise<Invitation[]> {
    const { invitations, waves, asks } = this.#stores;
    if ((await asks.preferencesOf(userRef)).optedOut) return [];
    const open = await invitations.openFor(userRef, this.#now());
    const byId = await waves.getMany(open.map(item => item.waveId));
    return open.map(({ waveId, participated }) => {
      const wave = toWave(found(byId.get(waveId), waveId));
      const serverDraft = wave.terms.mode === 'confidential' && !participated;
      return { wave, participated, serverDraft };
    });
  }

  async getDraft(waveId: string, userRef: string): Promise<Draft | undefined> {
    const wave = found(await this.#stores.waves.get(waveId), waveId);
    assertServerDrafts(wave);
    await this.#groupOf(waveId, userRef);
    return this.#stores.drafts.get(waveId, userRef);
  }

  async saveDraft(
    waveId: string,
    userRef: string,
    answers: Record<string, unknown>,
  ): Promise<void> {
    await this.#writing(async trx => {
      const wave = await this.#lock(trx, waveId);
      assertServerDrafts(wave);
      await this.#groupOf(waveId, userRef, trx);
      const { responses, drafts } = this.#stores;
      if (await responses.hasParticipated(trx, waveId, userRef)) {
        throw new ConflictError(
          'You have answered this wave already; the draft is not needed any more.',
        );
      }
      this.#assertOpen(wave);
      await drafts.save(trx, waveId, userRef, checked(wave, answers));
    });
  }

  /** Stores a response once, however often it is sent. */
  async submit(
    waveId: string,
    userRef: string,
    answers: Record<string, unknown>,
  ): Promise<SubmissionReceipt> {
    return this.#writing(async trx => {
      const wave = await this.#lock(trx, waveId);
      const groupId = await this.#groupOf(waveId, userRef, trx);
      const { responses, drafts } = this.#stores;
      // Before anything else: a retry after a lost reply gets the true answer
      // even when the wave has closed meanwhile.
      if (await responses.hasParticipated(trx, waveId, userRef)) {
        return { status: 'already-answered' };
      }
      this.#assertOpen(wave);
      const { mode } = wave.terms;
      const response = { waveId, userRef, groupId, mode };
      const recorded = await responses.record(trx, {
        ...response,
        // Of an anonymous response nothing says when it came.
        ...(mode === 'confidential' && { late: isLate(wave, this.#now()) }),
        // What an earlier answer has led to, and does not any more, is not asked.
        answers: answersAsked(wave.questions, checked(wave, answers)),
      });
      await drafts.delete(trx, waveId, userRef);
      return { status: recorded ? 'recorded' : 'already-answered' };
    });
  }

  async #lock(trx: Knex.Transaction, waveId: string) {
    return found(await this.#stores.waves.lock(trx, waveId, 'share'), waveId);
  }

  async #groupOf(waveId: string, userRef: string, trx?: Knex.Transaction) {
    const groupId = await this.#stores.invitations.groupOf(
      waveId,
      userRef,
      trx,
    );
    if (groupId === undefined) {
      throw new NotAllowedError(
        'You are not among those who are asked in this wave. Its audience was fixed when it opened.',
      );
    }
    return groupId;
  }

  #assertOpen(wave: StoredWave) {
    if (wave.status !== 'open' || new Date(wave.closesAt) <= this.#now()) {
      throw new ConflictError(
        `This wave closed on ${wave.closesAt}. Your answers were not stored.`,
      );
    }
  }

  /**
   * A transaction whose failure never carries what was answered: the database
   * quotes values in the details of its errors, and those end in the log.
   */
  async #writing<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.#stores.knex.transaction(work);
    } catch (thrown) {
      const error = thrown as Error & { code?: string };
      if (meantForTheUser.has(error.name)) throw error;
      this.#logger.error(
        `Answers could not be stored: ${error.code ?? error.name}`,
      );
      throw new ServiceUnavailableError(
        'Your answers could not be stored just now. They are still on your page: send them again in a moment. Sending twice counts once.',
      );
    }
  }
}

function assertServerDrafts(wave: StoredWave) {
  if (wave.terms.mode === 'anonymous') {
    throw new ConflictError(
      'This wave is anonymous: the server keeps no drafts of it. Your browser does.',
    );
  }
}

function checked(
  wave: StoredWave,
  answers: Record<string, unknown>,
): SurveyAnswers {
  const problems = validateAnswers(wave.questions, answers);
  if (problems.length > 0) {
    throw new InputError(
      problems
        .map(({ question, message }) => `Question "${question}": ${message}`)
        .join(' '),
    );
  }
  return normalizeAnswers(answers as SurveyAnswers);
}
