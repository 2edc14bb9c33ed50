import { DONT_KNOW } from '@waymark-idp/plugin-surveys-common';
import fc from 'fast-check';
import { resultsOf } from '../__testUtils__/computing';
import {
  breakdowns,
  modes,
  organisationOf,
  questions,
} from '../__testUtils__/organisations';
import { segmentsOf } from '../audience/segmentsOf';

jest.setTimeout(120_000);

const MINIMUM = 5;

describe('an attacker who has all results and their exact counts', () => {
  it('works out nothing about fewer than five answers', () => {
    let suppressed = 0;
    let timed = 0;
    fc.assert(
      fc.property(organisationOf(18, 90), modes, (everyone, mode) => {
        const results = resultsOf(everyone, { questions, breakdowns, mode });
        const { earlyAndLate } = results.nonResponse!;
        const { groups, cells, groupOf } = segmentsOf(
          everyone,
          MINIMUM,
          breakdowns,
        );
        for (const item of results.questions) {
          const isTimed =
            earlyAndLate?.state === 'ok' &&
            earlyAndLate.question === item.question.id;
          // Each segment in two halves, which the early and the late are made of.
          const halves = groups.flatMap<{ id: string; isLate?: boolean }>(
            ({ id }) =>
              isTimed
                ? [
                    { id, isLate: false },
                    { id, isLate: true },
                  ]
                : [{ id }],
          );
          const answered = halves.map(
            ({ id, isLate }) =>
              everyone.filter(
                ({ userRef, answers, late }) =>
                  groupOf.get(userRef) === id &&
                  (isLate === undefined || late === isLate) &&
                  answers?.[item.question.id] !== undefined &&
                  answers[item.question.id] !== DONT_KNOW,
              ).length,
          );
          const total = answered.reduce((a, b) => a + b, 0);
          if (item.suppressed) continue;
          expect(total).toBeGreaterThanOrEqual(MINIMUM);
          const shown = (item.groups ?? []).flatMap((group, at) =>
            group.suppressed ? [] : [cells[at].segments],
          );
          suppressed += (item.groups ?? []).length - shown.length;
          const rows = [
            halves.map(() => 1),
            ...shown.map(segments =>
              halves.map(({ id }) => (segments.includes(id) ? 1 : 0)),
            ),
          ];
          if (isTimed) {
            timed += 1;
            rows.push(
              halves.map(({ isLate }) => (isLate ? 0 : 1)),
              halves.map(({ isLate }) => (isLate ? 1 : 0)),
            );
          }
          expect(smallestTouched(rows, answered)).toBeGreaterThanOrEqual(
            Math.min(MINIMUM, total),
          );
        }
      }),
      { numRuns: 1000 },
    );
    // The property would hold of a product that shows nothing, or has nothing to hide.
    expect(suppressed).toBeGreaterThan(100);
    expect(timed).toBeGreaterThan(20);
  });
});

/**
 * The fewest answers that some combination of rows, other than 0, touches. Plain
 * and slow, and not the audit's method: for every set of segments, the rank of
 * the rows outside of it, in fractions.
 */
function smallestTouched(rows: number[][], answered: number[]): number {
  const places = answered.flatMap((n, at) => (n > 0 ? [at] : []));
  const full = rank(rows.map(row => places.map(at => row[at])));
  let smallest = Infinity;
  for (let set = 1; set < 2 ** places.length; set++) {
    const inside = places.filter(
      (_, at) => Math.floor(set / 2 ** at) % 2 === 1,
    );
    const touched = inside.reduce((sum, at) => sum + answered[at], 0);
    if (touched >= smallest || touched >= MINIMUM) continue;
    const outside = places.filter(at => !inside.includes(at));
    if (rank(rows.map(row => outside.map(at => row[at]))) < full) {
      smallest = touched;
    }
  }
  return smallest;
}

/** By elimination without division, so that nothing is rounded. */
function rank(rows: number[][]): number {
  const left = rows.map(row => row.map(BigInt));
  let done = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    let pivot = done;
    while (pivot < left.length && left[pivot][column] === 0n) pivot += 1;
    if (pivot === left.length) continue;
    [left[done], left[pivot]] = [left[pivot], left[done]];
    const top = left[done];
    for (let at = done + 1; at < left.length; at++) {
      const below = left[at][column];
      left[at] = left[at].map(
        (value, k) => value * top[column] - top[k] * below,
      );
    }
    done += 1;
  }
  return done;
}
