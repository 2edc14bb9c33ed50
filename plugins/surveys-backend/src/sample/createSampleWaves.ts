import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { Survey } from '@waymark-idp/plugin-surveys-common';
import {
  AudiencePlanner,
  type AudiencePlannerOptions,
} from '../services/AudiencePlanner';
import { ResponseService } from '../services/ResponseService';
import { WaveCloser } from '../services/WaveCloser';
import { WaveService, type WaveServiceOptions } from '../services/WaveService';
import type { StoredWave } from '../stores/waveRow';
import { sampleAnswers } from './sampleAnswers';

const day = 24 * 60 * 60 * 1000;
const past = { createdBy: 'sample:past', openedAgo: 100, closedAgo: 86 };
const current = { createdBy: 'sample:current', lasts: 14 };
const everyone = { everyone: true as const };

/** The survey that the sample waves are of, where it is there. */
const SURVEY = 'platform-experience';

/** Fewer people are a catalog that is still filling up. */
const ENOUGH_PEOPLE = 30;

/**
 * For development: fills an installation without waves with a closed wave, which
 * about two in three of the people in the catalog have answered, and an open one.
 * All goes through the real services. Call it again until the catalog is there;
 * what it was interrupted in, it goes on with. Undefined unless configured.
 */
export function createSampleWaves(
  options: WaveServiceOptions &
    AudiencePlannerOptions & {
      config: RootConfigService;
      logger: LoggerService;
    },
): (() => Promise<void>) | undefined {
  const { config, logger, stores, resolveAudience } = options;
  if (!config.has('surveys.sample')) return undefined;
  const seed = config.getNumber('surveys.sample.seed');
  if (process.env.NODE_ENV === 'production') {
    logger.warn('surveys.sample is ignored: NODE_ENV is "production".');
    return undefined;
  }

  let before = '';
  async function catalogIsFull() {
    const { people } = await resolveAudience(everyone);
    const now = JSON.stringify(people);
    const settled = now === before;
    before = now;
    return settled && people.length >= ENOUGH_PEOPLE;
  }

  async function pastWave(survey: Survey, today: Date, known?: StoredWave) {
    // Nobody is told of a wave that lies in the past.
    const at = (now: Date) => {
      const then = { ...options, announcer: undefined, now: () => now };
      return { ...then, planner: AudiencePlanner.create(then) };
    };
    const opened = daysFrom(today, -past.openedAgo);
    const closed = daysFrom(today, -past.closedAgo);
    const opener = WaveService.create(at(opened));
    const wave =
      known ??
      (await opener.create(
        {
          surveyId: survey.id,
          title: titled(survey.title, opened),
          audience: everyone,
          closesAt: daysFrom(closed, 1).toISOString(),
        },
        past.createdBy,
      ));
    if (wave.status === 'draft') await opener.open(wave.id);

    const responses = ResponseService.create(at(closed));
    const { questions } = wave;
    const groupOf = await stores.invitations.groupsOf(wave.id);
    for (const [userRef, groupId] of groupOf) {
      const answers = sampleAnswers({ seed, userRef, groupId, questions });
      if (answers) await responses.submit(wave.id, userRef, answers);
    }
    await WaveCloser.create(at(closed)).close(wave.id);
  }

  async function currentWave(survey: Survey, today: Date, known?: StoredWave) {
    const waves = WaveService.create(options);
    const wave =
      known ??
      (await waves.create(
        {
          surveyId: survey.id,
          title: titled(survey.title, today),
          audience: everyone,
          closesAt: daysFrom(today, current.lasts).toISOString(),
        },
        current.createdBy,
      ));
    if (wave.status === 'draft') await waves.open(wave.id);
  }

  let done = false;
  return async () => {
    if (done) return;
    const all = await stores.waves.list({ limit: 100 });
    // Those for prompts open by themselves.
    const items = all.items.filter(({ prompt }) => !prompt);
    const [first, second] = [past, current].map(({ createdBy }) =>
      items.find(item => item.createdBy === createdBy),
    );
    const surveys = await options.surveys.list();
    const survey =
      surveys.find(({ id }) => id === SURVEY) ??
      surveys.find(({ prompt }) => !prompt);
    if (!survey || (!first && items.length > 0)) {
      done = true;
      return;
    }
    if (!(await catalogIsFull())) return;
    const today = new Date();
    if (first?.status !== 'closed') await pastWave(survey, today, first);
    await currentWave(survey, today, second);
    done = true;
    logger.info('The sample waves are there: one closed, one open.');
  };
}

function daysFrom(date: Date, days: number) {
  return new Date(date.getTime() + days * day);
}

function titled(title: string, date: Date) {
  const month = date.toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  return `${title} ${month} ${date.getUTCFullYear()}`;
}
