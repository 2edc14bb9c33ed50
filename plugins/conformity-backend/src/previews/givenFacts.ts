import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { CollectedFacts } from '@waymark-idp/plugin-conformity-common';
import { CollectorRegistry } from '../collectors/CollectorRegistry';

/**
 * Facts of a preview, as collected now. Those of a collector that is not
 * installed are left out: who gives them need not know what is.
 *
 * @throws InputError of values that their collector does not take.
 */
export function givenFacts(
  given: Record<string, JsonObject> = {},
  options: { collectors: Pick<CollectorRegistry, 'all'>; now: Date },
): CollectedFacts[] {
  const collectedAt = options.now.toISOString();
  return options.collectors
    .all()
    .filter(({ id }) => Object.hasOwn(given, id))
    .map(({ id, violationsOf }) => {
      const values = given[id];
      const [violation] = violationsOf(values);
      if (violation) {
        throw new InputError(
          `The facts given for '${id}' are not what it takes: ${[
            'values',
            ...violation.path,
          ].join('.')} ${violation.message}.`,
        );
      }
      return {
        collector: id,
        values,
        collectedAt,
        source: 'given for a preview',
      };
    });
}

/** What was told by others stays. */
export function replaceFacts(
  told: readonly CollectedFacts[] = [],
  given: readonly CollectedFacts[],
): CollectedFacts[] {
  const replaced = new Set(given.map(({ collector }) => collector));
  return [...told.filter(fact => !replaced.has(fact.collector)), ...given];
}
