import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  filesToKeep,
  loadStandards,
} from '@waymark-idp/plugin-conformity-node';
import { UrlReaderRepositoryReader } from '@waymark-idp/plugin-repositories-node';
import createKnex from 'knex';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DatabaseEvaluationStore } from '../../../plugins/conformity-backend/src/database/DatabaseEvaluationStore';
import { DatabaseFactStore } from '../../../plugins/conformity-backend/src/database/DatabaseFactStore';
import { DatabaseGraphStore } from '../../../plugins/conformity-backend/src/database/DatabaseGraphStore';
import { DatabaseWaiverStore } from '../../../plugins/conformity-backend/src/database/DatabaseWaiverStore';
import { DatabaseWantedStore } from '../../../plugins/conformity-backend/src/database/DatabaseWantedStore';
import { eachLimited } from '../../../plugins/conformity-backend/src/evaluation/eachLimited';
import { startEvaluations } from '../../../plugins/conformity-backend/src/evaluation/startEvaluations';
import { EvaluationThreads } from '../../../plugins/conformity-backend/src/evaluation/threads/EvaluationThreads';
import { EvaluationRequests } from '../../../plugins/conformity-backend/src/EvaluationRequests';
import { FactInputSource } from '../../../plugins/conformity-backend/src/inputs/FactInputSource';
import { GraphInputSource } from '../../../plugins/conformity-backend/src/inputs/GraphInputSource';
import { WaiverInputSource } from '../../../plugins/conformity-backend/src/inputs/WaiverInputSource';
import { GraphChanges } from '../../../plugins/conformity-backend/src/noticing/GraphChanges';
import { toNoticedComponent } from '../../../plugins/conformity-backend/src/noticing/noticedComponent';
import { PgBossEvaluationQueue } from '../../../plugins/conformity-backend/src/queue/EvaluationQueue';
import { DatabaseConnection } from '../../../packages/launcher/src/database/EmbeddedDatabase';
import { Bench } from '../Bench';
import { Cpu, tellCpu } from '../Cpu';
import { Bystander, Waited } from './Bystander';
import { renderFleet } from './renderFleet';
import { RepositoryHost } from './RepositoryHost';

const ROOT = path.resolve(__dirname, '../../..');
const SIZE = 1000;
const CREATED_AT_ONCE = 4;
// As many as two batches of a replica read.
const READ_AT_ONCE = 20;

interface Timed {
  seconds: number;
  cpu: Cpu;
}

interface Measured {
  size: number;
  files: number;
  checks: number;
  outcomes: string;
  full: Timed;
  reading: Timed;
  waited: Waited;
}

/**
 * Real repositories on the embedded git host, and the standards that ship,
 * through all that an evaluation goes through: queue, worker, URL reader, store.
 * Then the same trees are only read, by the same reader, as many at a time.
 */
export async function repositoriesAtSize(bench: Bench): Promise<void> {
  for (const size of bench.sizes ?? [SIZE]) {
    const host = await RepositoryHost.start();
    try {
      bench.say(`Creating ${size} repositories`);
      const fleet = await renderFleet(size, name => host.url(name));
      const entities: Entity[] = [];
      let files = 0;
      await eachLimited([...fleet()], CREATED_AT_ONCE, async rendered => {
        await host.create(rendered.name, rendered.files);
        entities.push(rendered.entity);
        files += rendered.files.size;
      });
      bench.say('Evaluating them');
      const measured = await bench.withDatabase(connection =>
        measure(bench, { connection, host, entities }),
      );
      report(bench, { size, files, ...measured });
    } finally {
      await host.stop();
    }
  }
}

async function measure(
  bench: Bench,
  options: {
    connection: DatabaseConnection;
    host: RepositoryHost;
    entities: Entity[];
  },
): Promise<Omit<Measured, 'size' | 'files'>> {
  const { connection, host, entities } = options;
  const config = new ConfigReader({
    integrations: { gitea: [host.integration] },
  });
  const integrations = ScmIntegrations.fromConfig(config);
  const reader = UrlReaderRepositoryReader.create({
    urlReader: UrlReaders.default({ config, logger: quiet }),
    integrations,
    logger: quiet,
  });
  const files = await shippedStandards();
  const standards = { ...loadStandards(files), files, loadedAt: new Date() };
  const source = { current: () => standards };
  const knex = createKnex({
    client: 'pg',
    connection: { ...connection },
    pool: { min: 0, max: 10 },
  });
  const threads = EvaluationThreads.create({ logger: quiet });
  const queue = PgBossEvaluationQueue.create({ knex, logger: quiet });
  try {
    await knex.migrate.latest({
      directory: path.join(ROOT, 'plugins/conformity-backend/migrations'),
    });
    await queue.start();
    const wanted = DatabaseWantedStore.create({ knex });
    const declared = DatabaseGraphStore.create({ knex });
    const requests = EvaluationRequests.create({
      knex,
      store: wanted,
      graph: declared,
      queue,
    });
    await wanted.notice(
      knex,
      entities.map(entity => toNoticedComponent(entity)!),
    );
    const graph = GraphInputSource.create({
      store: declared,
      standards: source,
    });
    const graphChanges = GraphChanges.create({
      graph,
      requests,
      logger: quiet,
    });
    const byRef = new Map(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
    await startEvaluations({
      auth: { getOwnServiceCredentials: async () => ({}) } as any,
      catalog: {
        getEntitiesByRefs: async ({
          entityRefs,
        }: {
          entityRefs: string[];
        }) => ({
          items: entityRefs.map(ref => byRef.get(ref)),
        }),
      } as any,
      evaluations: DatabaseEvaluationStore.create({
        knex,
        onDeclarationsChanged: (_refs, trx) =>
          graphChanges.onDeclarationsChanged(trx),
      }),
      events: { publish: async () => {}, subscribe: async () => {} },
      inputSources: [
        graph,
        WaiverInputSource.create({
          waivers: DatabaseWaiverStore.create({ knex }),
        }),
        FactInputSource.create({ facts: DatabaseFactStore.create({ knex }) }),
      ],
      logger: quiet,
      notifications: { send: async () => {} },
      queue,
      reader,
      signals: { publish: async () => {} },
      standards: source,
      threads,
    });
    const bystander = Bystander.start(knex);
    const full = await timed(bench, async () => {
      await requests.forDue();
      while (
        await knex('component_state').whereNull('evaluated_at').first('attempt')
      ) {
        await setTimeout(20);
      }
    });
    const waited = await bystander.stop();
    await assertRead();
    const outcomes = await tellOutcomes();

    const keep = filesToKeep(standards.standards);
    const reading = await timed(bench, () =>
      eachLimited(entities, READ_AT_ONCE, async ({ metadata }) => {
        await reader.read({ url: host.url(metadata.name), keep });
      }),
    );
    const checks = standards.standards.flatMap(standard => standard.checks);
    return { checks: checks.length, outcomes, full, reading, waited };
  } finally {
    await queue.stop();
    await threads.stop();
    await knex.destroy();
  }

  /** What could not be read is no evaluation of a repository. */
  async function assertRead(): Promise<void> {
    const unread = await knex('component_state')
      .whereNull('commit')
      .orWhereNotNull('stale_reason')
      .first('entity_ref', 'stale_reason');
    if (unread) {
      throw new Error(`${unread.entity_ref}: ${unread.stale_reason}`);
    }
  }

  async function tellOutcomes(): Promise<string> {
    const { rows } = await knex.raw<{ rows: { state: string; n: number }[] }>(
      `SELECT state, sum(components)::int AS n FROM outcome_count
       GROUP BY state ORDER BY n DESC`,
    );
    return rows
      .filter(({ n }) => n > 0)
      .map(({ state, n }) => `${n.toLocaleString('en')} ${state}`)
      .join(', ');
  }
}

async function timed(bench: Bench, work: () => Promise<void>): Promise<Timed> {
  return await bench.cpuOf(async () => {
    const begin = performance.now();
    await work();
    return { seconds: (performance.now() - begin) / 1000 };
  });
}

function report(bench: Bench, measured: Measured): void {
  const { size, files, checks, outcomes, full, reading, waited } = measured;
  const line = (what: string, { seconds, cpu }: Timed) => [
    what,
    `${seconds.toFixed(1)} s`,
    (size / seconds).toFixed(1),
    `${((100 * seconds) / full.seconds).toFixed(0)} %`,
    tellCpu(cpu),
  ];
  bench.table({
    title: `Repositories, ${size.toLocaleString('en')} with ${Math.round(
      files / size,
    )} files on the mean × ${checks} checks: ${outcomes}`,
    columns: ['', 'time', 'repositories per second', 'share', 'CPU'],
    rows: [
      line('evaluated, from the queue to the store', full),
      line('of this, reading the trees', reading),
      [
        'meanwhile, for somebody else: a request of five queries, p50 / p95 / p99',
        `${waited.p50.toFixed(0)} / ${waited.p95.toFixed(
          0,
        )} / ${waited.p99.toFixed(0)} ms`,
        '',
        '',
        '',
      ],
    ],
  });
}

async function shippedStandards() {
  const folder = path.join(ROOT, 'standards');
  const names = (await readdir(folder)).filter(name => name.endsWith('.yaml'));
  return await Promise.all(
    names.map(async name => ({
      path: `standards/${name}`,
      content: await readFile(path.join(folder, name), 'utf8'),
    })),
  );
}

const quiet: LoggerService = {
  debug: () => {},
  info: () => {},
  warn: message => process.stderr.write(`${message}\n`),
  error: message => process.stderr.write(`${message}\n`),
  child: () => quiet,
};
