// Runs in a folder where the peer is installed: Tech Insights as released, on a
// database of its own. Says what it found as one line of JSON.
import Knex from 'knex';
import pLimit from 'p-limit';
import {
  buildTechInsightsContext,
  createFactRetrieverRegistration,
} from '@backstage-community/plugin-tech-insights-backend';
import { JsonRulesEngineFactCheckerFactory } from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';

const {
  connection,
  components: N,
  collectors,
  facts,
} = JSON.parse(process.argv[2]);
const isTrue = (i, x, f) => (i * 7 + f * 3 + x) % 5 !== 0;
const nameOf = i => `svc-${String(i).padStart(6, '0')}`;

const knex = Knex({ client: 'pg', connection, pool: { min: 0, max: 10 } });
let statements = 0;
knex.on('query', () => {
  statements += 1;
});
const silent = { debug() {}, info() {}, warn() {}, error: console.error };
silent.child = () => silent;
const config = {
  getOptionalNumber: () => undefined,
  getOptionalConfig: () => undefined,
  getOptionalString: () => undefined,
  getOptional: () => undefined,
  has: () => false,
};
const auth = {
  getOwnServiceCredentials: async () => ({}),
  getPluginRequestToken: async () => ({ token: '' }),
};
const entities = Array.from({ length: N }, (_, i) => ({
  kind: 'Component',
  metadata: { namespace: 'default', name: nameOf(i) },
  spec: { type: i % 2 ? 'service' : 'library' },
}));
const byRef = new Map(
  entities.map(e => [`component:default/${e.metadata.name}`, e]),
);
const factRetrievers = [];
const checks = [];
for (let x = 0; x < collectors; x++) {
  const schema = {};
  for (let f = 0; f < facts; f++) {
    schema[`f_${x}_${f}`] = { type: 'boolean', description: 'd' };
  }
  factRetrievers.push(
    createFactRetrieverRegistration({
      cadence: '0 0 * * *',
      factRetriever: {
        id: `ret${x}`,
        version: '0.0.1',
        schema,
        handler: async () =>
          entities.map((e, i) => ({
            entity: {
              kind: 'Component',
              namespace: 'default',
              name: e.metadata.name,
            },
            facts: Object.fromEntries(
              Object.keys(schema).map((key, f) => [key, isTrue(i, x, f)]),
            ),
          })),
      },
    }),
  );
  for (let f = 0; f < facts; f++) {
    checks.push({
      id: `check-${x}-${f}`,
      type: 'json-rules-engine',
      name: 'n',
      description: 'd',
      factIds: [`ret${x}`],
      rule: {
        conditions: {
          all: [{ fact: `f_${x}_${f}`, operator: 'equal', value: true }],
        },
      },
    });
  }
}
const tasks = new Map();
const scheduler = {
  scheduleTask: async task => {
    tasks.set(task.id, task.fn);
  },
  triggerTask: async id => tasks.get(id)(),
};
const context = await buildTechInsightsContext({
  factRetrievers,
  scheduler,
  logger: silent,
  config,
  discovery: {},
  auth,
  urlReader: {},
  factCheckerFactory: new JsonRulesEngineFactCheckerFactory({
    checks,
    logger: silent,
    catalog: { getEntityByRef: async ref => byRef.get(ref) },
    auth,
  }),
  database: { getClient: async () => knex },
});
for (const id of tasks.keys()) {
  await context.factRetrieverEngine.triggerJob(id);
}
await knex.raw('ANALYZE');
const rowsPerDay = Number((await knex('facts').count({ count: '*' }))[0].count);

// As its router does it.
const limit = pLimit(100);
const refs = [...byRef.keys()];
statements = 0;
let begin = performance.now();
const results = await Promise.all(
  refs.map(ref => limit(() => context.factChecker.runChecks(ref))),
);
const evaluateMs = performance.now() - begin;
const evaluateStatements = statements;
const passed = {};
for (const result of results.flat()) {
  if (result.result) {
    passed[result.check.id] = (passed[result.check.id] ?? 0) + 1;
  }
}
const payload = Buffer.byteLength(JSON.stringify(results));

const one = [];
for (let i = 0; i < 200; i++) {
  begin = performance.now();
  await context.factChecker.runChecks(refs[(i * 37) % refs.length]);
  one.push(performance.now() - begin);
}
one.sort((a, b) => a - b);
// What it stays behind with after a year: one more day of facts, 364 times.
console.log(
  JSON.stringify({
    evaluateMs,
    evaluateStatements,
    passed,
    payload,
    oneP50: one[100],
    oneP95: one[190],
    rowsPerDay,
  }),
);
await knex.destroy();
process.exit(0);
