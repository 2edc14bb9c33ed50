import { randomBytes } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  Audience,
  AudiencePreview,
  NewWave,
  PanelTerms,
  Survey,
  Wave,
  WavePage,
  WaveStatus,
} from '@waymark-idp/plugin-surveys-common';
import { normalizeAudience } from '../audience/resolveAudience';
import { segmentsOf } from '../audience/segmentsOf';
import type { Surveys } from '../definitions/SurveyRegistry';
import type { Stores } from '../stores/createStores';
import type { StoredWave } from '../stores/waveRow';
import type { AskedAudience, AudiencePlanner } from './AudiencePlanner';
import { toWave } from './toWave';
import type { WaveAnnouncer } from './WaveAnnouncer';
import { MINIMUM_GROUP_SIZE, textsOf, waveOf } from './waveOf';

/** What a wave service works with. */
export interface WaveServiceOptions {
  stores: Stores;
  surveys: Surveys;
  planner: AudiencePlanner;
  /** Undefined: nobody is told. */
  announcer?: WaveAnnouncer;
  /** Names of the breakdowns besides teams, the more important first. */
  breakdowns?: readonly { name: string }[];
  now: () => Date;
}

/** Creates, opens, extends and archives waves. Closing is the work of {@link WaveCloser}. */
export class WaveService {
  readonly #stores: Stores;
  readonly #surveys: Surveys;
  readonly #planner: AudiencePlanner;
  readonly #announcer?: WaveAnnouncer;
  readonly #breakdowns: string[];
  readonly #now: () => Date;

  static create(options: WaveServiceOptions) {
    return new WaveService(options);
  }

  private constructor(options: WaveServiceOptions) {
    this.#stores = options.stores;
    this.#surveys = options.surveys;
    this.#planner = options.planner;
    this.#announcer = options.announcer;
    this.#breakdowns = (options.breakdowns ?? []).map(({ name }) => name);
    this.#now = options.now;
  }

  async list(options: {
    status?: WaveStatus;
    surveyId?: string;
    archived?: boolean;
    limit: number;
    cursor?: string;
  }): Promise<WavePage> {
    const page = await this.#stores.waves.list(options);
    return { ...page, items: page.items.map(toWave) };
  }

  async get(id: string): Promise<Wave> {
    return toWave(found(await this.#stores.waves.get(id), id));
  }

  async create(wave: NewWave, createdBy: string): Promise<Wave> {
    const survey = await this.#askedByWaves(wave.surveyId);
    const dates = this.#checkDates(wave);
    const audience = normalizeAudience(wave.audience);
    const { surveyId, panel } = wave;
    const seed = randomBytes(16).toString('hex');
    assertEnough(await this.#planner.plan({ surveyId, audience, panel, seed }));
    return toWave(
      await this.#stores.waves.insert({
        ...waveOf(survey, { ...wave, audience }, createdBy),
        ...dates,
      }),
    );
  }

  /**
   * Creates and opens the wave of a schedule for one of its times; undefined
   * when it was created before.
   */
  async begin(
    wave: NewWave & { scheduleId: string; occurrence: Date },
    createdBy: string,
  ): Promise<Wave | undefined> {
    const survey = await this.#askedByWaves(wave.surveyId);
    const stored = await this.#stores.waves.insertScheduled({
      ...waveOf(survey, wave, createdBy),
      // A draft that could not open now opens in one of the next rounds.
      opensAt: wave.occurrence.toISOString(),
      closesAt: wave.closesAt,
      scheduleId: wave.scheduleId,
      occurrence: wave.occurrence,
    });
    return stored && this.open(stored.id);
  }

  /** Who such a wave would ask now; how many, never who. */
  async preview(wave: {
    surveyId: string;
    audience: Audience;
    panel?: PanelTerms;
  }): Promise<AudiencePreview> {
    const { id: surveyId } = await this.#askedByWaves(wave.surveyId);
    const audience = normalizeAudience(wave.audience);
    const plan = await this.#planner.plan({
      ...wave,
      ...{ surveyId, audience },
      // Not the seed of any wave: groups drawn now tell nothing of one that opens.
      seed: randomBytes(16).toString('hex'),
    });
    const { asked, optedOut, leftOut, panel } = plan;
    const problem = notEnough(plan);
    const { groups } = segmentsOf(asked, MINIMUM_GROUP_SIZE);
    return {
      invited: asked.length + optedOut.length,
      groups: problem ? [] : groups,
      leftOut,
      ...(panel && {
        panel: {
          share: panel.share,
          population: panel.population,
          census: panel.census,
        },
      }),
      ...(problem && { problem }),
    };
  }

  /** Freezes the questions as they are now, and invites the audience as the catalog has it. */
  async open(id: string): Promise<Wave> {
    const { waves, knex } = this.#stores;
    const draft = found(await waves.get(id), id);
    assertDraft(draft);
    const survey = await this.#surveys.find(draft.surveyId);
    const plan = await this.#planner.plan({
      ...draft,
      seed: randomBytes(16).toString('hex'),
    });
    assertEnough(plan);

    const opened = await knex.transaction(async trx => {
      const wave = found(await waves.lock(trx, id, 'update'), id);
      assertDraft(wave);
      const at = this.#now();
      if (new Date(wave.closesAt) <= at) {
        throw new ConflictError(
          `This wave was to close on ${wave.closesAt}, which is over. Create a new one.`,
        );
      }
      const { asked, optedOut, leftOut, panel } = plan;
      const { groups, cells, groupOf } = segmentsOf(
        asked,
        wave.terms.minimumGroupSize,
        this.#breakdowns,
      );
      await waves.markOpen(trx, id, {
        ...textsOf(survey ?? wave),
        ...{ at, groups, cells, leftOut, panel },
        invited: asked.length + optedOut.length,
      });
      await this.#invite(
        trx,
        { ...wave, opensAt: at.toISOString() },
        plan,
        groupOf,
      );
      return found(await waves.get(id, trx), id);
    });

    const wave = toWave(opened);
    const now = plan.asked
      .map(person => person.userRef)
      .filter(userRef => !plan.tellAt.has(userRef));
    await this.#announcer?.opened(wave, now);
    return wave;
  }

  async #invite(
    trx: Parameters<Stores['waves']['markOpen']>[0],
    wave: StoredWave,
    plan: AskedAudience,
    groupOf: ReadonlyMap<string, string>,
  ) {
    const { invitations, asks } = this.#stores;
    const opens = Date.parse(wave.opensAt!);
    // Nobody hears of it only when there is no time left to answer.
    const halfway = new Date((opens + Date.parse(wave.closesAt)) / 2);
    const invited = [...groupOf].map(([userRef, groupId]) => {
      const rest = plan.tellAt.get(userRef);
      const tellAt = rest && (rest < halfway ? rest : halfway);
      return { userRef, groupId, tellAt };
    });
    await invitations.insert(trx, wave.id, invited);
    await asks.addAsks(
      trx,
      wave.surveyId,
      invited.map(({ userRef, tellAt }) => ({
        userRef,
        at: tellAt ?? new Date(opens),
      })),
    );
    if (plan.rounds) await asks.saveRounds(trx, wave.surveyId, plan.rounds);
  }

  /** Lets an open wave go on until later. */
  async extend(id: string, until: string): Promise<Wave> {
    const { waves, knex } = this.#stores;
    return knex.transaction(async trx => {
      const wave = found(await waves.lock(trx, id, 'update'), id);
      if (wave.status !== 'open') {
        throw new ConflictError(
          `This wave is ${wave.status}. Only an open wave can be extended.`,
        );
      }
      const closesAt = new Date(until);
      if (!(closesAt > new Date(wave.closesAt) && closesAt > this.#now())) {
        throw new InputError(
          `closesAt has to be later than ${wave.closesAt}, when the wave closes now.`,
        );
      }
      await waves.extend(trx, id, closesAt);
      return toWave(found(await waves.get(id, trx), id));
    });
  }

  /** Puts a closed wave away. */
  async archive(id: string): Promise<Wave> {
    const { waves, knex } = this.#stores;
    return knex.transaction(async trx => {
      const wave = found(await waves.lock(trx, id, 'update'), id);
      if (wave.status !== 'closed') {
        throw new ConflictError(
          `This wave is ${wave.status}. Only a closed wave can be archived.`,
        );
      }
      if (!wave.archivedAt) await waves.archive(trx, id, this.#now());
      return toWave(found(await waves.get(id, trx), id));
    });
  }

  /** Removes a wave that was never opened. */
  async delete(id: string): Promise<void> {
    const wave = found(await this.#stores.waves.get(id), id);
    if (!(await this.#stores.waves.deleteDraft(id))) {
      throw new ConflictError(
        `This wave is ${wave.status}: people were asked. Close and archive it instead.`,
      );
    }
  }

  async #askedByWaves(id: string): Promise<Survey> {
    const survey = await this.#surveys.find(id);
    if (!survey) {
      const known = (await this.#surveys.list()).map(item => item.id);
      throw new InputError(
        `There is no survey "${id}". Known: ${known.join(', ') || 'none'}.`,
      );
    }
    if (survey.prompt) {
      throw new InputError(
        `The survey "${id}" is asked by prompts, right after its event. Its waves open by themselves.`,
      );
    }
    return survey;
  }

  #checkDates({ opensAt, closesAt }: NewWave) {
    const opens = opensAt === undefined ? undefined : new Date(opensAt);
    const closes = new Date(closesAt);
    if (Number.isNaN(closes.getTime()) || Number.isNaN(opens?.getTime())) {
      throw new InputError(
        'opensAt and closesAt have to be times such as 2026-03-31T16:00:00Z.',
      );
    }
    if (closes <= this.#now() || (opens && closes <= opens)) {
      throw new InputError(
        'closesAt has to be in the future, and after opensAt.',
      );
    }
    return { opensAt: opens?.toISOString(), closesAt: closes.toISOString() };
  }
}

/** The wave, or the error that says there is none. */
export function found<T>(wave: T | undefined, id: string): T {
  if (!wave) throw new NotFoundError(`There is no wave ${id}.`);
  return wave;
}

function assertDraft(wave: StoredWave) {
  if (wave.status !== 'draft') {
    throw new ConflictError(
      `This wave is ${wave.status} already. A wave opens once.`,
    );
  }
}

function assertEnough(plan: AskedAudience) {
  const problem = notEnough(plan);
  if (problem) throw new InputError(problem);
}

function notEnough(plan: AskedAudience): string | undefined {
  const { asked, optedOut, leftOut } = plan;
  if (asked.length >= MINIMUM_GROUP_SIZE) return undefined;
  // Who wants no surveys is in the number: it must not tell of them.
  const size = asked.length + optedOut.length;
  const resting =
    leftOut.resting > 0
      ? ` ${leftOut.resting} more were asked too recently, or often enough this year.`
      : '';
  return `The audience has ${size} people.${resting} At least ${MINIMUM_GROUP_SIZE} have to be asked, or nothing could be shown of what they say.`;
}
