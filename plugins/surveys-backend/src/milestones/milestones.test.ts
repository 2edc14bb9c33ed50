import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Milestone } from '@waymark-idp/plugin-surveys-common';
import type { Knex } from 'knex';
import { startSurveys } from '../__testUtils__/startSurveys';
import { DatabaseMilestoneStore } from '../stores/DatabaseMilestoneStore';
import { MilestoneListener } from './MilestoneListener';

jest.setTimeout(60_000);

const admin = 'user:default/admin';
const one = 'user:default/alpha-0';

describe('milestones', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startSurveys>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    portal = await startSurveys({ knex, sizes: { alpha: 5 } });
  });
  afterAll(() => portal.stop());

  async function list(query = ''): Promise<Milestone[]> {
    const { body } = await portal
      .as(one)
      .get(`/milestones${query}`)
      .expect(200);
    return body.items;
  }

  it('are noted, read between two times, and removed', async () => {
    const release = {
      ...{ kind: 'release', title: ' Portal 2.0 ' },
      ...{ happenedAt: '2026-05-04T10:00:00.000Z' },
      link: 'https://example.org/releases/2',
    };
    const { body } = await portal
      .as(admin)
      .post('/milestones', release)
      .expect(201);
    expect(body).toEqual({
      ...release,
      ...{ id: expect.any(String), title: 'Portal 2.0' },
    });
    const now = { kind: 'incident', title: 'Builds stood still' };
    await portal.as(admin).post('/milestones', now).expect(201);
    expect((await list()).map(({ title }) => title)).toEqual([
      ...['Builds stood still', 'Portal 2.0'],
    ]);
    expect(
      await list('?from=2026-05-01T00:00:00Z&to=2026-06-01T00:00:00Z'),
    ).toEqual([body]);
    await portal.as(one).get('/milestones?from=monday').expect(400);
    for (const wrong of [
      { ...release, link: 'data:text/html,hello' },
      { ...release, title: '   ' },
      { ...release, kind: 'party' },
      { ...release, happenedAt: 'yesterday' },
    ]) {
      await portal.as(admin).post('/milestones', wrong).expect(400);
    }
    portal.denied.add('surveys.milestone.create');
    await portal.as(one).post('/milestones', release).expect(403);
    portal.denied.clear();
    expect(portal.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'milestone-create' }),
    );
    await portal.as(admin).delete(`/milestones/${body.id}`).expect(204);
    await portal.as(admin).delete(`/milestones/${body.id}`).expect(404);
    expect(await list()).toHaveLength(1);
  });

  it('are noted once for each version of a template that is used', async () => {
    let onEvent: (params: any) => Promise<void>;
    const logger = mockServices.logger.mock();
    await MilestoneListener.create({
      events: mockServices.events.mock({
        subscribe: async options => {
          onEvent = options.onEvent;
        },
      }),
      milestones: DatabaseMilestoneStore.create(knex),
      logger,
      now: () => new Date('2026-03-01T00:00:00Z'),
    }).start();
    const template = 'template:default/typescript-service';
    const emit = (topic: string, eventPayload: unknown) =>
      onEvent({ topic, eventPayload });
    for (const topic of ['created', 'created', 'upgraded']) {
      await emit(`golden-path.${topic}`, {
        ...{ template, version: '1.2.0', to: '1.2.0' },
      });
    }
    await emit('golden-path.upgraded', { template, to: '1.3.0' });
    // Templates need not have versions.
    await emit('golden-path.created', { template });
    await emit('golden-path.created', undefined);
    const found = await list('?to=2026-03-02T00:00:00Z');
    expect(found.map(({ kind, title }) => `${kind}: ${title}`).sort()).toEqual([
      'template-version: typescript-service 1.2.0',
      'template-version: typescript-service 1.3.0',
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
