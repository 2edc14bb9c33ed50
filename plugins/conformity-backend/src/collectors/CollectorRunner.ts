import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { FactIntake } from './FactIntake';
import { CollectorRegistry, RegisteredCollector } from './CollectorRegistry';

const BATCH = 500;

/** Asks the collectors of modules about all components, each at its own pace. */
export class CollectorRunner {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): CollectorRunner {
    return new CollectorRunner(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    for (const collector of this.#dependencies.collectors.all()) {
      if (collector.collect) {
        await scheduler.scheduleTask({
          id: `conformity-collector-${collector.id}`,
          frequency: collector.every ?? { hours: 1 },
          timeout: { minutes: 30 },
          initialDelay: { seconds: 10 },
          fn: async signal => {
            await this.run(collector, signal);
          },
        });
      }
    }
  }

  /** Answers about how many components it told something. */
  async run(
    collector: RegisteredCollector,
    signal: AbortSignal,
  ): Promise<number> {
    let told = 0;
    for await (const entities of this.#components()) {
      signal.throwIfAborted();
      try {
        told += await this.#batch(collector, entities, signal);
      } catch (error) {
        // What it told before holds until it is stale; the next batch may do.
        this.#dependencies.logger.warn(
          `The collector '${collector.id}' failed for ${entities.length} components: ${error}`,
        );
      }
    }
    return told;
  }

  async #batch(
    collector: RegisteredCollector,
    entities: Entity[],
    signal: AbortSignal,
  ): Promise<number> {
    const known = new Set(entities.map(stringifyEntityRef));
    const found = await collector.collect!({ entities, signal });
    const facts = [...found]
      .filter(([entityRef]) => known.has(entityRef))
      .map(([entityRef, fact]) => ({ entityRef, ...fact }));
    if (facts.length > 0) {
      await this.#dependencies.intake.take({
        collector,
        facts,
        source: `collector:${collector.id}`,
      });
    }
    return facts.length;
  }

  async *#components(): AsyncGenerator<Entity[]> {
    const { catalog, auth } = this.#dependencies;
    let cursor: string | undefined;
    do {
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit: BATCH }
          : {
              filter: { kind: 'Component' },
              limit: BATCH,
              orderFields: [{ field: 'metadata.uid', order: 'asc' }],
            },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      if (page.items.length > 0) {
        yield page.items;
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
  }
}

interface Dependencies {
  collectors: CollectorRegistry;
  intake: FactIntake;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
}
