import { CollectedFacts } from '@waymark-idp/plugin-conformity-common';
import { observe } from './observe';
import { UnknownFactError } from './UnknownFactError';

const HOUR = 60 * 60 * 1000;

/** Tells which value of which collector an expression takes. */
export type OnFact = (
  collector: string,
  path: readonly (string | number)[],
  missing: boolean,
) => void;

/**
 * What `facts` is in an expression: the values by collector.
 *
 * A collector that told nothing, or whose facts are stale, throws wherever a
 * value of it is asked for; so does every collector where there are no inputs.
 *
 * @param onFact - is told of every value that is taken; nobody is, without it
 */
export function viewOfFacts(
  facts: readonly CollectedFacts[] | undefined,
  now: Date,
  onFact?: OnFact,
): object {
  const views = new Map<string, object>();
  const take = (collector: string) => {
    const known = requireFresh(collector, facts, now);
    if (!onFact) {
      return known.values as object;
    }
    let view = views.get(collector);
    if (!view) {
      view = observe(known.values as object, (path, missing) =>
        onFact(collector, path, missing),
      );
      views.set(collector, view);
    }
    return view;
  };
  return new Proxy(Object.create(null) as object, {
    get(_target, key) {
      if (key === 'constructor') {
        return Object;
      }
      return typeof key === 'string' ? take(key) : undefined;
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
    has: (_target, key) => hasFacts(String(key), facts),
    ownKeys: () => facts?.map(({ collector }) => collector) ?? [],
    getOwnPropertyDescriptor(_target, key) {
      take(String(key));
      return { configurable: true, enumerable: true, writable: false };
    },
  });
}

/**
 * Whether a collector told anything, fresh or not, about the component.
 *
 * @throws UnknownFactError without inputs, where nobody can know.
 */
export function hasFacts(
  collector: string,
  facts: readonly CollectedFacts[] | undefined,
): boolean {
  if (!facts) {
    throw needsThePortal(`the facts of the collector '${collector}'`);
  }
  return facts.some(known => known.collector === collector);
}

/** What to say where an input is missing altogether. */
export function needsThePortal(what: string) {
  return new UnknownFactError(
    `needs the portal: ${what} are kept there, and none were given`,
  );
}

function requireFresh(
  collector: string,
  facts: readonly CollectedFacts[] | undefined,
  now: Date,
): CollectedFacts {
  if (!hasFacts(collector, facts)) {
    throw new UnknownFactError(
      `The collector '${collector}' has told nothing about this component`,
    );
  }
  const known = facts!.find(candidate => candidate.collector === collector)!;
  const { staleAt, collectedAt } = known;
  if (staleAt !== undefined && Date.parse(staleAt) <= now.getTime()) {
    throw new UnknownFactError(
      `The facts of the collector '${collector}' are stale: they were collected ${ageOf(
        collectedAt,
        now,
      )} ago, on ${collectedAt}, and held until ${staleAt}`,
    );
  }
  return known;
}

function ageOf(collectedAt: string, now: Date): string {
  const hours = Math.floor((now.getTime() - Date.parse(collectedAt)) / HOUR);
  const [count, unit] =
    hours < 48 ? [hours, 'hour'] : [Math.floor(hours / 24), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
