import { mockServices } from '@backstage/backend-test-utils';
import {
  type Audience,
  parseSurveyPlan,
} from '@waymark-idp/plugin-surveys-common';
import type { Knex } from 'knex';
import type { Person } from '../audience/resolveAudience';
import { toSurvey } from '../definitions/loadSurveys';
import { SurveyRegistry } from '../definitions/SurveyRegistry';
import { PromptService } from '../prompts/PromptService';
import { AudiencePlanner } from '../services/AudiencePlanner';
import { PreferenceService } from '../services/PreferenceService';
import { ReminderService } from '../services/ReminderService';
import { ResponseService } from '../services/ResponseService';
import { ScheduleService } from '../services/ScheduleService';
import { WaveAnnouncer } from '../services/WaveAnnouncer';
import { WaveCloser } from '../services/WaveCloser';
import { WaveService } from '../services/WaveService';
import { createStores } from '../stores/createStores';
import { migrate } from '../stores/migrate';

const DAY = 24 * 60 * 60 * 1000;

/** A survey with one question, the id being its name. */
export function surveyYaml(name: string, spec = 'mode: anonymous'): string {
  return `apiVersion: waymark.internal/v1
kind: Survey
metadata: { name: ${name}, title: Survey ${name}, description: For tests }
spec:
  ${spec}
  questions:
    - { id: good, type: agreement, text: Is it good? }
`;
}

/** The services on a real database, with people and a clock that the test sets. */
export async function startAsking(options: {
  knex: Knex;
  people: Person[];
  surveys: string[];
}) {
  const { knex } = options;
  const stores = createStores(
    await migrate(mockServices.database({ knex }) as any),
  );
  const clock = { now: new Date('2026-03-02T09:00:00Z') };
  const now = () => clock.now;
  const people = [...options.people];
  const files = new Map(
    options.surveys.map(yaml => {
      const parsed = parseSurveyPlan(yaml);
      if ('problems' in parsed) throw new Error(JSON.stringify(parsed));
      return [parsed.plan.id, { survey: toSurvey(parsed.plan, 'file'), yaml }];
    }),
  );
  const surveys = SurveyRegistry.create({
    ...{ files, store: stores.definitions, now },
  });
  const logger = mockServices.logger.mock();
  const send = jest.fn(async (_: any) => {});
  const announcer = WaveAnnouncer.create({
    ...{ logger, promises: stores.promises, notifications: { send } },
    events: mockServices.events.mock(),
  });
  const asking = {
    ...{ stores, surveys, logger, announcer, now },
    limits: {
      surveyRestDays: { wave: 21, prompt: 80 },
      restDays: 7,
      asksPerYear: 12,
    },
    resolveAudience: async (_: Audience) => ({
      people: [...people],
      joinedUnknown: 0,
    }),
  };
  const planner = AudiencePlanner.create(asking);
  const waves = WaveService.create({ ...asking, planner });
  const responses = ResponseService.create(asking);
  return {
    ...{ ...asking, clock, people, send, waves, responses },
    closer: WaveCloser.create(asking),
    schedules: ScheduleService.create({ ...asking, waves }),
    reminders: ReminderService.create(asking),
    preferences: PreferenceService.create(asking),
    prompts: PromptService.create({ ...asking, responses }),
    /** Lets days go by, or takes them back. */
    pass(days: number) {
      clock.now = new Date(clock.now.getTime() + days * DAY);
    },
    /** Opens a wave for so many days. */
    async openWave(surveyId: string, days: number, more: object = {}) {
      const wave = await waves.create(
        {
          ...{ surveyId, audience: { everyone: true as const } },
          closesAt: new Date(clock.now.getTime() + days * DAY).toISOString(),
          ...more,
        },
        'user:default/admin',
      );
      return waves.open(wave.id);
    },
    async invited(waveId: string) {
      return [...(await stores.invitations.groupsOf(waveId)).keys()];
    },
    /** Who got a notification with a title like this, since the last call. */
    told(title: RegExp): string[] {
      const refs = send.mock.calls.flatMap(([{ recipients, payload }]) =>
        title.test(payload.title) ? recipients.entityRef : [],
      );
      send.mockClear();
      return refs;
    },
  };
}

/** So many people in teams of five. */
export function somePeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const team = `t${Math.floor(index / 5)}`;
    return {
      userRef: `user:default/u${String(index).padStart(3, '0')}`,
      team: { ref: `group:default/${team}`, title: team },
    };
  });
}
