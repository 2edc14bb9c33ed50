import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  PushedFact,
  PushFactsResponse,
} from '@waymark-idp/plugin-conformity-common';
import { FactStore, NewFact } from '../database/FactStore';
import { EvaluationRequests } from '../EvaluationRequests';
import { RegisteredCollector } from './CollectorRegistry';

const MOST_PROBLEMS = 10;
// Clocks of build machines are not all right.
const MILLISECONDS_AHEAD = 5 * 60 * 1000;

interface Dependencies {
  facts: FactStore;
  requests: Pick<EvaluationRequests, 'forComponents'>;
}

/** Takes in what collectors tell, as a whole or not at all. */
export class FactIntake {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): FactIntake {
    return new FactIntake(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Stores facts, and asks for the evaluation of the components for which they
   * are other than before, or were stale.
   *
   * @param source - Who brings them; what a fact says of its source comes after.
   * @throws InputError when one does not fit; it names the first ten problems.
   */
  async take(options: {
    collector: RegisteredCollector;
    facts: readonly PushedFact[];
    source: string;
  }): Promise<PushFactsResponse> {
    const { collector, facts, source } = options;
    const now = Date.now();
    const problems: string[] = [];
    const places = new Map<string, number>();
    const checked = facts.map((fact, i): NewFact => {
      const report = (where: string, what: string) =>
        problems.push(`facts[${i}]${where} ${what}`);
      const entityRef = normalize(fact.entityRef);
      if (!entityRef) {
        report(
          '.entityRef',
          `'${fact.entityRef}' is not an entity ref like component:default/orders`,
        );
      } else if (places.has(entityRef)) {
        report(
          '.entityRef',
          `is ${entityRef}, as that of facts[${places.get(entityRef)}]`,
        );
      } else {
        places.set(entityRef, i);
      }
      const collectedAt = fact.collectedAt ? Date.parse(fact.collectedAt) : now;
      if (!(collectedAt <= now + MILLISECONDS_AHEAD)) {
        report('.collectedAt', `'${fact.collectedAt}' is in the future`);
      }
      for (const { path, message } of collector.violationsOf(fact.values)) {
        report(`.values${path.map(step).join('')}`, message);
      }
      return {
        entityRef: entityRef ?? '',
        collector: collector.id,
        values: fact.values,
        collectedAt: new Date(collectedAt),
        ...(collector.freshForMs !== undefined && {
          staleAt: new Date(collectedAt + collector.freshForMs),
        }),
        source: fact.source ? `${source}: ${fact.source}` : source,
        commit: fact.commit,
      };
    });
    if (problems.length > 0) {
      throw notTaken(collector.id, problems);
    }
    const { facts: store, requests } = this.#dependencies;
    const changed = checked.length > 0 ? await store.put(checked) : [];
    return {
      accepted: checked.length,
      wanted: changed.length > 0 ? await requests.forComponents(changed) : [],
    };
  }
}

function notTaken(collector: string, problems: string[]): InputError {
  const more = problems.length - MOST_PROBLEMS;
  return new InputError(
    `Nothing was stored: not all of it is what the collector '${collector}' takes. ${problems
      .slice(0, MOST_PROBLEMS)
      .join('; ')}${more > 0 ? `; and ${more} more problems` : ''}.`,
  );
}

function step(name: string | number): string {
  return typeof name === 'number' ? `[${name}]` : `.${name}`;
}

function normalize(entityRef: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(entityRef, { defaultKind: 'component' }),
    );
  } catch {
    return undefined;
  }
}
