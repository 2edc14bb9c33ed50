import { CollectedFacts } from '@waymark-idp/plugin-conformity-common';
import { createHash } from 'crypto';
import { FactStore, StoredFact } from '../database/FactStore';
import { Input, InputSource } from './InputSource';

/** What collectors told. One statement for many components. */
export class FactInputSource implements InputSource<'facts'> {
  readonly name = 'facts';
  readonly #facts: Pick<FactStore, 'load'>;

  static create(options: { facts: Pick<FactStore, 'load'> }): FactInputSource {
    return new FactInputSource(options.facts);
  }

  private constructor(facts: Pick<FactStore, 'load'>) {
    this.#facts = facts;
  }

  /** Has an entry for every ref, so that nobody takes "none" for "unknown". */
  async load(
    entityRefs: string[],
    now: Date,
  ): Promise<Map<string, Input<readonly CollectedFacts[]>>> {
    const byRef = new Map<string, StoredFact[]>(
      entityRefs.map(entityRef => [entityRef, []]),
    );
    for (const fact of await this.#facts.load(entityRefs)) {
      byRef.get(fact.entityRef)?.push(fact);
    }
    return new Map(
      [...byRef].map(([entityRef, facts]) => [
        entityRef,
        { value: facts.map(toCollected), digest: digestOf(facts, now) },
      ]),
    );
  }
}

function toCollected(fact: StoredFact): CollectedFacts {
  const { entityRef: _ref, digest: _digest, ...collected } = fact;
  return collected;
}

/**
 * The same values told again are no other input. Of stale facts an outcome says
 * since when, and in the meantime nothing else.
 */
function digestOf(facts: StoredFact[], now: Date): string {
  if (facts.length === 0) {
    return '';
  }
  const said = facts.map(({ collector, digest, staleAt, collectedAt }) =>
    staleAt !== undefined && Date.parse(staleAt) <= now.getTime()
      ? [collector, 'stale', collectedAt]
      : [collector, digest],
  );
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
