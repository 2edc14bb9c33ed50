import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CollectorsClient,
  Preview,
  PushedFact,
} from '@waymark-idp/plugin-conformity-common';
import {
  CollectRequest,
  conformityCollectorsExtensionPoint,
} from '@waymark-idp/plugin-conformity-node';
import { gitArchive } from '../__testUtils__/gitArchive';
import { fetchAsDescribed } from '../__testUtils__/openApiResponses';
import { TestPortal } from '../__testUtils__/TestPortal';

jest.setTimeout(30_000);

const ORDERS = 'component:default/orders';
const STOCK = 'component:default/stock';
const STANDARD = `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: tests, title: Tests, description: What CI says. }
spec:
  owner: group:default/platform
  checks:
    - id: covered
      title: Tests cover the code
      level: bronze
      weight: 1
      why: Untested code breaks.
      fix: Write tests.
      pass: facts.ci.coverage >= 80
    - id: cheap
      title: It is not idle
      level: gold
      weight: 1
      why: Idle machines cost.
      fix: Scale down.
      when: collected("usage")
      pass: facts.usage.cpu >= 0.2
`;

describe('facts', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let portal: TestPortal;
  let client: CollectorsClient;
  let base: string;
  const called = new Set<string>();
  const usage = new Map([[ORDERS, 0.5]]);
  let asked: CollectRequest[] = [];
  const service = { token: mockCredentials.service.token() };

  beforeAll(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    await portal.writeStandard('tests.yaml', STANDARD);
    const backend = await portal.start({
      config: {
        collectors: [
          {
            id: 'ci',
            description: 'What the pipelines say.',
            freshFor: { days: 7 },
            schema: {
              type: 'object',
              required: ['coverage'],
              additionalProperties: false,
              properties: { coverage: { type: 'number', maximum: 100 } },
            },
          },
        ],
      },
      features: [
        createBackendModule({
          pluginId: 'conformity',
          moduleId: 'usage',
          register(env) {
            env.registerInit({
              deps: { collectors: conformityCollectorsExtensionPoint },
              async init({ collectors }) {
                collectors.addCollector({
                  id: 'usage',
                  description: 'What it takes of its machines.',
                  schema: { properties: { cpu: { type: 'number' } } },
                  async collect(batch) {
                    asked.push(batch);
                    return new Map(
                      [...usage].map(([ref, cpu]) => [
                        ref,
                        { values: { cpu } },
                      ]),
                    );
                  },
                });
              },
            });
          },
        }),
      ],
    });
    base = `http://localhost:${backend.server.port()}/api/conformity`;
    client = new CollectorsClient({
      discoveryApi: { getBaseUrl: async () => base },
      fetchApi: { fetch: fetchAsDescribed(called) },
    });
    portal.host.push('orders', { 'README.md': '# Orders' });
    portal.host.push('stock', { 'README.md': '# Stock' });
    portal.register('orders');
    portal.register('stock');
    await portal.run('catalog-comparison');
    await portal.settled();
  });

  afterAll(async () => {
    await portal.stop();
  });

  async function outcome(entityRef: string, check: string) {
    const { outcomes } = await portal.row(entityRef);
    return outcomes.find((item: { check: string }) => item.check === check);
  }

  async function push(facts: PushedFact[]) {
    const pushed = await client.pushFacts('ci', facts, service);
    await portal.settled();
    return pushed;
  }

  it('come from CI, change outcomes, and cost nothing where they say the same', async () => {
    expect(await outcome(ORDERS, 'covered')).toMatchObject({
      state: 'error',
      message: "The collector 'ci' has told nothing about this component",
    });
    const fact = {
      entityRef: 'Component:default/Orders',
      values: { coverage: 91.5 },
      commit: 'abc',
      source: 'https://ci.example/1',
    };
    expect(
      await push([
        fact,
        { entityRef: 'component:default/unheard-of', values: { coverage: 1 } },
      ]),
    ).toEqual({ accepted: 2, wanted: [ORDERS] });
    expect(await outcome(ORDERS, 'covered')).toMatchObject({ state: 'passed' });
    expect(await portal.knex('component_fact').first()).toMatchObject({
      entity_ref: ORDERS,
      collector: 'ci',
      values: { coverage: 91.5 },
      commit: 'abc',
      source: 'external:test-service: https://ci.example/1',
    });

    // The same again, and what is older than what is known
    expect(await push([fact])).toEqual({ accepted: 1, wanted: [] });
    const older = {
      ...fact,
      values: { coverage: 3 },
      collectedAt: new Date(Date.now() - 60_000).toISOString(),
    };
    expect(await push([older])).toEqual({ accepted: 1, wanted: [] });
    expect(await outcome(ORDERS, 'covered')).toMatchObject({ state: 'passed' });

    expect(await push([{ ...fact, values: { coverage: 79 } }])).toEqual({
      accepted: 1,
      wanted: [ORDERS],
    });
    expect(await outcome(ORDERS, 'covered')).toMatchObject({
      state: 'failed',
      message: '`coverage` of the collector `ci` is not what is asked for.',
    });
  });

  it('can be given for a preview, in place of those that were told', async () => {
    const preview = async (facts: string) => {
      const query = new URLSearchParams({ entityRef: ORDERS, facts });
      const response = await fetch(`${base}/previews?${query}`, {
        method: 'POST',
        body: new Uint8Array(gitArchive({ 'README.md': '# Orders' }).tar),
        headers: {
          Authorization: mockCredentials.user.header('user:default/developer'),
          'Content-Type': 'application/x-tar',
        },
      });
      return { status: response.status, body: await response.json() };
    };
    const before = await portal.knex('component_fact').orderBy('collector');
    const stateOf = async (facts: object) => {
      const { body } = await preview(JSON.stringify(facts));
      return (body as Preview).standards[0].checks.map(
        ({ outcome: { state } }) => state,
      );
    };
    expect(await stateOf({})).toEqual(['failed', 'not-applicable']);
    expect(await stateOf({ usage: { cpu: 1 } })).toEqual(['failed', 'passed']);
    expect(await stateOf({ ci: { coverage: 80 }, nobody: {} })).toEqual([
      'passed',
      'not-applicable',
    ]);
    for (const [facts, message] of [
      ['{"ci":{}}', "given for 'ci' are not what it takes: values.coverage"],
      ['{"ci":1}', 'must be object'],
      ['no JSON', 'facts'],
    ]) {
      expect(await preview(facts)).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringContaining(message) } },
      });
    }
    expect(await portal.knex('component_fact').orderBy('collector')).toEqual(
      before,
    );
  });

  it('turn stale, and are asked about again then', async () => {
    const soon = new Date(Date.now() - 7 * 24 * 3600 * 1000 + 2000);
    await push([
      {
        entityRef: STOCK,
        values: { coverage: 90 },
        collectedAt: soon.toISOString(),
      },
    ]);
    expect(await outcome(STOCK, 'covered')).toMatchObject({ state: 'passed' });
    await new Promise(resolve => setTimeout(resolve, 2100));
    await portal.run('stale-facts');
    await portal.settled();
    expect(await outcome(STOCK, 'covered')).toMatchObject({
      state: 'error',
      message: expect.stringMatching(/'ci' are stale: .* 7 days ago/),
    });
    const { attempt } = await portal.row(STOCK);
    await portal.run('stale-facts');
    await portal.settled();
    expect((await portal.row(STOCK)).attempt).toBe(attempt);
    expect(await client.listCollectors(service)).toMatchObject([
      {
        id: 'ci',
        kind: 'pushed',
        freshForSeconds: 7 * 24 * 3600,
        components: { fresh: 2, stale: 1 },
      },
      { id: 'usage', kind: 'collected', components: { fresh: 0, stale: 0 } },
    ]);

    // The same values again are news once they were stale.
    expect(
      await push([{ entityRef: STOCK, values: { coverage: 90 } }]),
    ).toEqual({ accepted: 1, wanted: [STOCK] });
    expect(await outcome(STOCK, 'covered')).toMatchObject({ state: 'passed' });
  });

  it('are taken as a whole or not at all, and it is said what is wrong', async () => {
    const before = await portal.knex('component_fact').orderBy('entity_ref');
    const good = { entityRef: ORDERS, values: { coverage: 100 } };
    const error = await client
      .pushFacts(
        'ci',
        [
          good,
          { entityRef: STOCK, values: { coverage: 'high', extra: 1 } },
          { entityRef: 'component:default/', values: { coverage: 101 } },
          { ...good, collectedAt: '2099-01-01T00:00:00Z' },
          ...Array.from({ length: 8 }, (_, i) => ({
            entityRef: `component:default/c${i}`,
            values: {},
          })),
        ],
        service,
      )
      .then(
        () => undefined,
        reason => reason,
      );
    expect(error.body.error.name).toBe('InputError');
    expect(error.body.error.message).toBe(
      "Nothing was stored: not all of it is what the collector 'ci' takes. " +
        'facts[1].values.extra is not a known field; ' +
        'facts[1].values.coverage must be number; ' +
        "facts[2].entityRef 'component:default/' is not an entity ref like component:default/orders; " +
        'facts[2].values.coverage must be <= 100; ' +
        `facts[3].entityRef is ${ORDERS}, as that of facts[0]; ` +
        "facts[3].collectedAt '2099-01-01T00:00:00Z' is in the future; " +
        'facts[4].values.coverage is not set; ' +
        'facts[5].values.coverage is not set; ' +
        'facts[6].values.coverage is not set; ' +
        'facts[7].values.coverage is not set; and 4 more problems.',
    );
    expect(await portal.knex('component_fact').orderBy('entity_ref')).toEqual(
      before,
    );
    await expect(
      client.pushFacts('rumours', [good], service),
    ).rejects.toMatchObject({ statusCode: 404 });
    portal.denied.add('conformity.fact.create');
    await expect(
      client.pushFacts('ci', [good], {
        token: mockCredentials.user.token('user:default/developer'),
      }),
    ).rejects.toMatchObject({ statusCode: 403 });
    portal.denied.clear();
  });

  it('come in thousands, in one statement each time', async () => {
    const facts = Array.from({ length: 1500 }, (_, i) => ({
      entityRef: `component:default/many-${i}`,
      values: { coverage: i % 100 },
      source: `https://ci.example/${'x'.repeat(200)}/${i}`,
    }));
    let inserts = 0;
    const count = ({ sql }: { sql: string }) => {
      inserts += sql.includes('INSERT INTO component_fact') ? 1 : 0;
    };
    portal.knex.on('query', count);
    expect((await push(facts)).accepted).toBe(1500);
    portal.knex.off('query', count);
    expect(inserts).toBe(2);
  });

  it('come from collectors of modules, about all components at once', async () => {
    asked = [];
    await portal.run('collector-usage');
    await portal.settled();
    expect(
      asked.map(({ entities }) => entities.map(stringifyEntityRef)),
    ).toEqual([[ORDERS, STOCK]]);
    expect(await outcome(ORDERS, 'cheap')).toMatchObject({ state: 'passed' });
    expect(await outcome(STOCK, 'cheap')).toMatchObject({
      state: 'not-applicable',
    });
    usage.set(ORDERS, 0.1).set('component:default/elsewhere', 1);
    await portal.run('collector-usage');
    await portal.settled();
    expect(await outcome(ORDERS, 'cheap')).toMatchObject({ state: 'failed' });
    expect(
      await portal.knex('component_fact').where({ collector: 'usage' }),
    ).toMatchObject([{ entity_ref: ORDERS, source: 'collector:usage' }]);
    expect([...called].sort()).toEqual(['ListCollectors', 'PushFacts']);
  });
});
