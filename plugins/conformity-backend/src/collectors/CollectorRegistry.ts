import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError, NotFoundError } from '@backstage/errors';
import { durationToMilliseconds, JsonObject } from '@backstage/types';
import {
  Collector,
  compileJsonSchema,
  SchemaViolation,
} from '@waymark-idp/plugin-conformity-node';

const ID = /^[a-z][a-z0-9_-]{0,62}$/;

/** A collector ready to be listened to. */
export interface RegisteredCollector extends Collector {
  /** Undefined: its facts hold for good. */
  freshForMs?: number;
  /** What is wrong with values; empty when nothing is. */
  violationsOf(values: unknown): SchemaViolation[];
}

/** The collectors of modules, and those that the configuration declares. */
export class CollectorRegistry {
  readonly #collectors = new Map<string, RegisteredCollector>();

  static create(): CollectorRegistry {
    return new CollectorRegistry();
  }

  private constructor() {}

  /** @throws InputError when it cannot be one, or there is one of that name already. */
  add(collector: Collector): void {
    const { id, schema, freshFor } = collector;
    if (!ID.test(id)) {
      throw new InputError(
        `'${id}' cannot be the id of a collector: it takes a lower case letter, then lower case letters, digits, _ and -, as it is a name in expressions`,
      );
    }
    if (this.#collectors.has(id)) {
      throw new InputError(`There is a collector '${id}' already`);
    }
    let violationsOf: RegisteredCollector['violationsOf'];
    try {
      violationsOf = compileJsonSchema(schema);
    } catch (error) {
      throw new InputError(
        `The schema of the collector '${id}' is not one: ${
          error instanceof Error ? error.message : error
        }`,
      );
    }
    this.#collectors.set(id, {
      id,
      description: collector.description,
      schema,
      freshFor,
      every: collector.every,
      collect: collector.collect?.bind(collector),
      violationsOf,
      ...(freshFor && { freshForMs: durationToMilliseconds(freshFor) }),
    });
  }

  /** Reads `conformity.collectors`: those that others push to. */
  addDeclared(config: Config): void {
    const entries =
      config.getOptionalConfigArray('conformity.collectors') ?? [];
    for (const entry of entries) {
      this.add({
        id: entry.getString('id'),
        description: entry.getOptionalString('description') ?? '',
        schema: entry.getOptional<JsonObject>('schema') ?? {},
        freshFor: entry.has('freshFor')
          ? readDurationFromConfig(entry, { key: 'freshFor' })
          : undefined,
      });
    }
  }

  /** @throws NotFoundError when there is none of that name. */
  get(id: string): RegisteredCollector {
    const collector = this.#collectors.get(id);
    if (!collector) {
      throw new NotFoundError(
        `There is no collector '${id}'. Declare it under conformity.collectors in the configuration, or add it in a module.`,
      );
    }
    return collector;
  }

  /** In the order of ids. */
  all(): RegisteredCollector[] {
    return [...this.#collectors.values()].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );
  }
}
