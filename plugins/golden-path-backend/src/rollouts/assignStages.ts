import { createHash } from 'node:crypto';

/**
 * Spreads components over stages, in an order that is the same for the same
 * rollout and says nothing about the components.
 *
 * @param stages - percent up to and including each stage, rising, 100 at the end
 * @returns with stages from 1; each stage gets at least one, while there are any
 */
export function assignStages(
  entityRefs: readonly string[],
  options: { stages: readonly number[]; seed: string },
): Array<{ entityRef: string; stage: number }> {
  const { stages, seed } = options;
  const placeOf = (ref: string) =>
    createHash('sha256').update(`${seed}\0${ref}`).digest('hex');
  const order = entityRefs
    .map(entityRef => ({ entityRef, place: placeOf(entityRef) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  let end = 0;
  const ends = stages.map(percent => {
    const share = Math.ceil((order.length * percent) / 100 - 1e-9);
    end = Math.min(order.length, Math.max(share, end + 1));
    return end;
  });
  return order.map(({ entityRef }, index) => ({
    entityRef,
    stage: ends.findIndex(last => index < last) + 1,
  }));
}
