import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { DatabaseAdoptionStore } from '../database/DatabaseAdoptionStore';
import { migrationsDirectory } from '../database/migrate';
import { FirstGreenBuilds } from './FirstGreenBuilds';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const template = 'template:default/service';

describe('FirstGreenBuilds', () => {
  /** What CI told, by the component's name. */
  const told: Record<string, object[]> = {};
  const conformity = createServer((request, response) => {
    const name = request.url!.split('/').at(-2)!;
    response.statusCode = told[name] ? 200 : 404;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ inputs: { facts: told[name] } }));
  });
  beforeAll(
    () => new Promise<void>(done => conformity.listen(0, '127.0.0.1', done)),
  );
  afterAll(() => new Promise(done => conformity.close(done)));

  it('announces once, to whom it matters, that CI has passed what was created', async () => {
    const knex = await databases.init('POSTGRES_18');
    await knex.migrate.latest({ directory: migrationsDirectory });
    const adoption = DatabaseAdoptionStore.create({ knex });
    const { port } = conformity.address() as AddressInfo;
    const events = mockServices.events.mock();
    const builds = FirstGreenBuilds.create({
      adoption,
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/conformity`,
      }),
      events,
      logger: mockServices.logger.mock(),
    });
    const ci = (passed: boolean, collectedAt: Date) => [
      { collector: 'coverage', values: { passed: true } },
      {
        collector: 'ci',
        values: { passed },
        collectedAt: collectedAt.toISOString(),
      },
    ];
    const before = new Date(Date.now() - 60_000);
    const ada = 'user:default/ada';
    for (const name of ['green', 'red', 'silent', 'earlier']) {
      await adoption.created(`component:default/${name}`, template, ada);
    }
    await adoption.created('component:default/of-a-service', template);
    const after = new Date(Date.now() + 60_000);
    told.green = ci(true, after);
    told['of-a-service'] = ci(true, after);
    told.red = ci(false, after);
    // A build of what was there before says nothing about what was created.
    told.earlier = ci(true, before);

    await builds.refresh();
    const published = () =>
      events.publish.mock.calls
        .map(([{ topic, eventPayload }]) => ({
          topic,
          ...(eventPayload as {}),
        }))
        .sort((a: any, b: any) => a.entityRef.localeCompare(b.entityRef));
    const first = [
      {
        topic: 'golden-path.first-green',
        entityRef: 'component:default/green',
        template,
        user: ada,
      },
      {
        topic: 'golden-path.first-green',
        entityRef: 'component:default/of-a-service',
        template,
      },
    ];
    expect(published()).toEqual(first);
    await builds.refresh();
    expect(published()).toEqual(first);

    told.red = ci(true, after);
    await builds.refresh();
    expect(published()).toHaveLength(3);
    const { length } = await adoption.listNotGreen(10);
    expect(length).toBe(2);
  });
});
