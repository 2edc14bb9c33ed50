import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  NewSchedule,
  WaveSchedule,
} from '@waymark-idp/plugin-surveys-common';
import { normalizeAudience } from '../audience/resolveAudience';
import type { Surveys } from '../definitions/SurveyRegistry';
import { nextOccurrence } from '../schedules/nextOccurrence';
import type { Stores } from '../stores/createStores';
import type { WaveService } from './WaveService';

const DAY = 24 * 60 * 60 * 1000;

/** What the schedule service works with. */
export interface ScheduleServiceOptions {
  stores: Stores;
  surveys: Surveys;
  waves: WaveService;
  logger: LoggerService;
  now: () => Date;
}

/** Waves that begin by themselves. */
export class ScheduleService {
  readonly #options: ScheduleServiceOptions;

  static create(options: ScheduleServiceOptions) {
    return new ScheduleService(options);
  }

  private constructor(options: ScheduleServiceOptions) {
    this.#options = options;
  }

  async list(): Promise<{ items: WaveSchedule[] }> {
    return { items: await this.#options.stores.schedules.list() };
  }

  async create(
    schedule: NewSchedule,
    createdBy: string,
  ): Promise<WaveSchedule> {
    const { stores, surveys } = this.#options;
    const survey = await surveys.find(schedule.surveyId);
    if (!survey || survey.prompt) {
      throw new InputError(
        survey
          ? `The survey "${schedule.surveyId}" is asked by prompts, and needs no schedule.`
          : `There is no survey "${schedule.surveyId}".`,
      );
    }
    const complete = {
      timeZone: 'UTC',
      openForDays: 14,
      reminders: 2,
      ...schedule,
      audience: normalizeAudience(schedule.audience),
      createdBy,
    };
    const nextAt = this.#next(complete);
    if (!nextAt) {
      throw new InputError('No time ever fits this recurrence.');
    }
    return stores.schedules.insert({ ...complete, nextAt });
  }

  async setPaused(id: string, paused: boolean): Promise<WaveSchedule> {
    const { schedules } = this.#options.stores;
    const schedule = found(await schedules.get(id), id);
    const nextAt = paused ? undefined : this.#next(schedule);
    return found(await schedules.update(id, { paused, nextAt }), id);
  }

  async delete(id: string): Promise<void> {
    found((await this.#options.stores.schedules.delete(id)) || undefined, id);
  }

  /**
   * Begins the waves whose time has come. Of several times that have passed, as
   * after a standstill or when the clock was put forward, only the last one
   * counts; a clock put back begins nothing twice.
   */
  async begin(): Promise<void> {
    const { stores, logger, now } = this.#options;
    for (const schedule of await stores.schedules.due(now())) {
      const lastProblem = await this.#beginOne(schedule).then(
        () => undefined,
        error => {
          logger.warn(
            `Schedule ${schedule.id} of the survey "${schedule.surveyId}" has not begun its wave: ${error}`,
          );
          return (error as Error).message;
        },
      );
      const nextAt = this.#next(schedule);
      await stores.schedules.update(schedule.id, { nextAt, lastProblem });
    }
  }

  async #beginOne(schedule: WaveSchedule) {
    const { stores, waves, now } = this.#options;
    const occurrence = this.#lastPassed(schedule);
    if (await stores.waves.hasUnclosed(schedule.id, occurrence, now())) {
      throw new InputError(
        'The wave before has not closed yet. Let waves be open for less time than lies between them.',
      );
    }
    const title = await this.#titleOf(schedule, occurrence);
    await waves.begin(
      {
        ...{ surveyId: schedule.surveyId, audience: schedule.audience },
        ...{ mode: schedule.mode, panel: schedule.panel },
        ...{ reminders: schedule.reminders, title },
        ...{ scheduleId: schedule.id, occurrence },
        // From now on: late is no reason to give people less time.
        closesAt: new Date(
          now().getTime() + schedule.openForDays * DAY,
        ).toISOString(),
      },
      schedule.createdBy,
    );
  }

  async #titleOf({ surveyId, timeZone }: WaveSchedule, occurrence: Date) {
    const survey = await this.#options.surveys.find(surveyId);
    if (!survey) throw new InputError(`The survey "${surveyId}" is gone.`);
    const month = occurrence.toLocaleDateString(survey.languages[0], {
      ...{ month: 'long', year: 'numeric', timeZone },
    });
    return `${survey.title} ${month}`;
  }

  #lastPassed(schedule: WaveSchedule): Date {
    const { recurrence, timeZone } = schedule;
    const now = this.#options.now();
    let last = new Date(schedule.nextAt!);
    for (;;) {
      const next = nextOccurrence(recurrence, timeZone, last);
      if (!next || next > now) return last;
      last = next;
    }
  }

  #next(schedule: Pick<WaveSchedule, 'recurrence' | 'timeZone'>) {
    const { recurrence, timeZone } = schedule;
    return nextOccurrence(recurrence, timeZone, this.#options.now());
  }
}

function found<T>(schedule: T | undefined, id: string): T {
  if (!schedule) throw new NotFoundError(`There is no schedule ${id}.`);
  return schedule;
}
