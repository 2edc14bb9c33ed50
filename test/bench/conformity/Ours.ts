import { Knex } from 'knex';
import createKnex from 'knex';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  loadStandards,
  StandardFile,
} from '@waymark-idp/plugin-conformity-node';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { DatabaseEvaluationStore } from '../../../plugins/conformity-backend/src/database/DatabaseEvaluationStore';
import { DatabaseFactStore } from '../../../plugins/conformity-backend/src/database/DatabaseFactStore';
import { DatabaseFleetStore } from '../../../plugins/conformity-backend/src/database/DatabaseFleetStore';
import { DatabaseGraphStore } from '../../../plugins/conformity-backend/src/database/DatabaseGraphStore';
import { DatabaseScoreStore } from '../../../plugins/conformity-backend/src/database/DatabaseScoreStore';
import { DatabaseWaiverStore } from '../../../plugins/conformity-backend/src/database/DatabaseWaiverStore';
import { DatabaseWantedStore } from '../../../plugins/conformity-backend/src/database/DatabaseWantedStore';
import { startEvaluations } from '../../../plugins/conformity-backend/src/evaluation/startEvaluations';
import { EvaluationThreads } from '../../../plugins/conformity-backend/src/evaluation/threads/EvaluationThreads';
import { EvaluationRequests } from '../../../plugins/conformity-backend/src/EvaluationRequests';
import { FactInputSource } from '../../../plugins/conformity-backend/src/inputs/FactInputSource';
import { GraphInputSource } from '../../../plugins/conformity-backend/src/inputs/GraphInputSource';
import { WaiverInputSource } from '../../../plugins/conformity-backend/src/inputs/WaiverInputSource';
import { toParents } from '../../../plugins/conformity-backend/src/noticing/catalogParents';
import { GraphChanges } from '../../../plugins/conformity-backend/src/noticing/GraphChanges';
import { toNoticedComponent } from '../../../plugins/conformity-backend/src/noticing/noticedComponent';
import { PgBossEvaluationQueue } from '../../../plugins/conformity-backend/src/queue/EvaluationQueue';
import { Access } from '../../../plugins/conformity-backend/src/service/Access';
import { DefaultFleetService } from '../../../plugins/conformity-backend/src/service/FleetService';
import { DefaultScorecardService } from '../../../plugins/conformity-backend/src/service/ScorecardService';
import { placesOf } from '../../../plugins/conformity-backend/src/service/placesOf';
import { CurrentStandards } from '../../../plugins/conformity-backend/src/standards/StandardsSource';
import { DatabaseConnection } from '../../../packages/launcher/src/database/EmbeddedDatabase';
import { entityOf, groupsOf, nameOf, standardYaml } from './fleetData';
import { catalogOf, InMemoryRepositories, quietLogger } from './inMemory';

const MIGRATIONS = require.resolve(
  '../../../plugins/conformity-backend/package.json',
);
const NOTICED_AT_ONCE = 500;
const CREDENTIALS = { $$type: '@backstage/BackstageCredentials' } as any;
const ALLOWED = [{ result: AuthorizeResult.ALLOW }] as any;

/** As a portal has that has run for a while: what it needs is loaded and compiled. */
const threads = EvaluationThreads.create({ logger: quietLogger() });

/**
 * The conformity backend without its HTTP server, on a database of its own: the
 * parts that the plugin puts together, with a catalog and repositories in memory.
 */
export class Ours {
  readonly #knex: Knex;
  readonly #queue: PgBossEvaluationQueue;
  readonly #threads = threads;
  readonly #requests: EvaluationRequests;
  readonly #fleetStore: DatabaseFleetStore;
  readonly #standards: CurrentStandards;
  readonly #versions: number[];
  readonly #repositories: InMemoryRepositories;
  readonly fleet: DefaultFleetService;
  readonly scorecards: DefaultScorecardService;
  readonly components: number;
  readonly told = { events: 0, signals: 0, components: 0 };
  #statements = 0;

  static async start(
    connection: DatabaseConnection,
    components: number,
  ): Promise<Ours> {
    const knex = createKnex({
      client: 'pg',
      connection: { ...connection },
      pool: { min: 0, max: 10 },
    });
    await knex.migrate.latest({
      directory: MIGRATIONS.replace(/package\.json$/, 'migrations'),
    });
    const logger = quietLogger();
    const queue = PgBossEvaluationQueue.create({ knex, logger });
    await queue.start();
    const files = [{ path: 'bench.yaml', content: standardYaml() }];
    const loaded = loadStandards(files);
    if (loaded.problems.length > 0) {
      throw new Error(JSON.stringify(loaded.problems));
    }
    const standards = { ...loaded, files, loadedAt: new Date() };
    const ours = new Ours(knex, queue, standards as any, components, logger);
    await ours.#begin(logger);
    await ours.#startThread(files);
    return ours;
  }

  private constructor(
    knex: Knex,
    queue: PgBossEvaluationQueue,
    standards: CurrentStandards,
    components: number,
    logger: LoggerService,
  ) {
    this.#knex = knex;
    this.#queue = queue;
    this.#standards = standards;
    this.components = components;
    this.#versions = Array.from({ length: components }, () => 1);
    this.#repositories = new InMemoryRepositories(this.#versions);
    // What is read is made before: clocks are for what is done with it.
    this.#repositories.prepare();
    knex.on('query', () => {
      this.#statements += 1;
    });
    this.#requests = EvaluationRequests.create({
      knex,
      store: DatabaseWantedStore.create({ knex }),
      graph: DatabaseGraphStore.create({ knex }),
      queue,
    });
    this.#fleetStore = DatabaseFleetStore.create({ knex });
    const source = { current: () => standards };
    const scores = DatabaseScoreStore.create({ knex });
    const access = Access.create({
      catalog: catalogOf(components),
      permissions: {
        authorize: async () => ALLOWED,
        authorizeConditional: async () => ALLOWED,
      },
    });
    this.fleet = DefaultFleetService.create({
      access,
      scores,
      fleet: this.#fleetStore,
      standards: source,
      userInfo: {
        getUserInfo: async () => ({
          userEntityRef: 'user:default/bench',
          ownershipEntityRefs: [],
        }),
      },
    });
    this.scorecards = DefaultScorecardService.create({
      access,
      scores,
      requests: this.#requests,
      standards: source,
      integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    });
    logger.debug('Ready');
  }

  async #begin(logger: LoggerService): Promise<void> {
    const knex = this.#knex;
    const standards = { current: () => this.#standards };
    const graph = GraphInputSource.create({
      store: DatabaseGraphStore.create({ knex }),
      standards,
    });
    const graphChanges = GraphChanges.create({
      graph,
      requests: this.#requests,
      logger,
    });
    const events = DefaultEventsService.create({ logger });
    await events.subscribe({
      id: 'bench',
      topics: ['conformity.evaluated', 'conformity.outcome-changed'],
      onEvent: async () => {
        this.told.events += 1;
      },
    });
    await startEvaluations({
      auth: {
        getOwnServiceCredentials: async () => CREDENTIALS,
      } as Partial<AuthService> as AuthService,
      catalog: catalogOf(this.components),
      events,
      evaluations: DatabaseEvaluationStore.create({
        knex,
        onDeclarationsChanged: (_refs, trx) =>
          graphChanges.onDeclarationsChanged(trx),
      }),
      inputSources: [
        graph,
        WaiverInputSource.create({
          waivers: DatabaseWaiverStore.create({ knex }),
        }),
        FactInputSource.create({ facts: DatabaseFactStore.create({ knex }) }),
      ],
      logger,
      notifications: { send: async () => {} },
      queue: this.#queue,
      reader: this.#repositories,
      signals: {
        publish: async ({ message }: any) => {
          this.told.signals += 1;
          this.told.components += message.entityRefs.length;
        },
      },
      standards,
      threads: this.#threads,
    });
  }

  /** The thread that evaluates, as in a portal that has run for a while. */
  async #startThread(files: StandardFile[]): Promise<void> {
    await this.#threads.examine(
      {
        entity: entityOf(0),
        repository: createSnapshotFromFiles({ files: {} }),
        inputs: {},
        now: new Date(),
        at: new Date().toISOString(),
        commitDependent: false,
        declaring: false,
      },
      files,
    );
  }

  /** Takes the catalog in, without an evaluation yet. */
  async notice(): Promise<void> {
    const wanted = DatabaseWantedStore.create({ knex: this.#knex });
    await wanted.setParents(groupsOf().flatMap(toParents));
    for (let at = 0; at < this.components; at += NOTICED_AT_ONCE) {
      const components = Array.from(
        { length: Math.min(NOTICED_AT_ONCE, this.components - at) },
        (_, i) => toNoticedComponent(entityOf(at + i))!,
      );
      await wanted.notice(this.#knex, components);
    }
    await this.#knex.raw('ANALYZE');
  }

  /** Evaluates what is due; answers how long it took, and how many statements. */
  async evaluateDue(): Promise<{ ms: number; statements: number }> {
    return await this.#timed(this.components, () => this.#requests.forDue());
  }

  /** Commits something to one in `every` repositories, and has these evaluated. */
  async change(every: number): Promise<{ ms: number; statements: number }> {
    const changed: string[] = [];
    for (let i = 0; i < this.components; i += every) {
      this.#versions[i] += 1;
      changed.push(`component:default/${nameOf(i)}`);
    }
    this.#repositories.prepare();
    return await this.#timed(changed.length, () =>
      this.#requests.forComponents(changed),
    );
  }

  async #timed(
    components: number,
    ask: () => Promise<string[]>,
  ): Promise<{ ms: number; statements: number }> {
    this.#statements = 0;
    this.told.components = 0;
    const begin = performance.now();
    // A sweep takes only so many on; the next one takes the rest.
    for (let asked = 0; asked < components; ) {
      asked += (await ask()).length;
      // What is done is told; a look at the rows afterwards says whether it is true.
      while (this.told.components < asked) {
        await new Promise(resolve => setTimeout(resolve, 1));
      }
    }
    const ms = performance.now() - begin;
    const statements = this.#statements;
    const { rows } = await this.#knex.raw(
      `SELECT count(*)::int AS open, max(stale_reason) AS reason FROM component_state
       WHERE evaluated_at IS NULL OR wanted_at > evaluated_at OR stale_since IS NOT NULL`,
    );
    if (rows[0].open > 0) {
      throw new Error(`Not evaluated: ${rows[0].open}, ${rows[0].reason}`);
    }
    return { ms, statements };
  }

  /** Components that pass, by check. */
  async passed(): Promise<Record<string, number>> {
    const rows = await this.fleet.summary('check', {
      credentials: CREDENTIALS,
    });
    return Object.fromEntries(rows.map(row => [row.key, row.counts.passed]));
  }

  async scorecard(i: number): Promise<unknown> {
    return await this.scorecards.get(`component:default/${nameOf(i)}`, {
      credentials: CREDENTIALS,
    });
  }

  async page(): Promise<unknown> {
    return await this.fleet.list(
      { limit: 200, sort: 'score' },
      { credentials: CREDENTIALS },
    );
  }

  async rollUp(by: 'owner' | 'check' | 'standard' | 'system'): Promise<number> {
    return (await this.fleet.summary(by, { credentials: CREDENTIALS })).length;
  }

  /** The day's roll-up. */
  async closeDay(day: string): Promise<void> {
    await this.#fleetStore.rollUp(day, placesOf(this.#standards.standards));
  }

  /** As after a day: everything is a day older, and due. */
  async dayPasses(): Promise<void> {
    await this.#knex.raw(
      `UPDATE component_state SET
         wanted_at = wanted_at - interval '1 day', claimed_at = claimed_at - interval '1 day',
         evaluated_at = evaluated_at - interval '1 day'`,
    );
  }

  /** Rows that a component's outcomes and their history take. */
  async rows(): Promise<{ kept: number; daily: number }> {
    const { rows } = await this.#knex.raw(
      `SELECT (SELECT count(*) FROM component_state)::int
         + (SELECT count(*) FROM outcome_change)::int
         + (SELECT count(*) FROM outcome_count)::int AS kept,
         (SELECT count(*) FROM daily_rollup)::int AS daily`,
    );
    return rows[0];
  }

  async stop(): Promise<void> {
    await this.#queue.stop();
    await this.#knex.destroy();
  }
}
