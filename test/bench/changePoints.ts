import { eDivisive } from '@waymark-idp/plugin-statistics-common';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Bench } from './Bench';

/** A year of days with eight changes of level. */
const DAYS = 365;
const PERMUTATIONS = 199;
const LEVEL = 0.05;
const MIN_SIZE = 5;
/** The most it may take, in milliseconds. */
const LIMIT = 1000;

/**
 * Change points of a year of days: ours, the median of five runs, beside the
 * same method written straightforwardly on arrays, in the same run and on the
 * same series. Both have to find the same, and ours within the limit.
 */
export async function changePointsSideBySide(
  bench: Pick<Bench, 'table'>,
): Promise<void> {
  const series = yearOfDays();
  const ours = () =>
    eDivisive(series, {
      seed: 1,
      permutations: PERMUTATIONS,
      level: LEVEL,
      minSize: MIN_SIZE,
    }).map(({ index }) => index);

  ours(); // Compiled once before it is timed.
  const runs = [1, 2, 3, 4, 5].map(() => timed(ours));
  const found = runs[0].result;
  const milliseconds = runs
    .map(run => run.milliseconds)
    .sort((x, y) => x - y)[2];
  const plain = timed(() => straightforwardChangePoints(series));
  if (found.join() !== plain.result.join()) {
    throw new Error(
      `found changes at ${found}, the straightforward way at ${plain.result}`,
    );
  }
  bench.table({
    title: `Change points of ${DAYS} days, ${PERMUTATIONS} permutations, ${found.length} changes`,
    columns: ['how', 'ms'],
    rows: [
      ['Waymark', milliseconds.toFixed(0)],
      [
        'distance matrix on arrays, rebuilt each time',
        plain.milliseconds.toFixed(0),
      ],
    ],
  });
  if (milliseconds > LIMIT) {
    throw new Error(
      `change points took ${milliseconds} ms, more than ${LIMIT}`,
    );
  }
}

function timed<T>(work: () => T) {
  const started = performance.now();
  const result = work();
  return { result, milliseconds: performance.now() - started };
}

function yearOfDays(): number[] {
  const random = xoroshiro128plus(365);
  const noise = () => uniformInt(random, -1000, 1000) / 1000;
  return Array.from(
    { length: DAYS },
    (_, day) => 3 * (Math.floor(day / 45) % 3) + noise() + noise() + noise(),
  );
}

function straightforwardChangePoints(series: number[]): number[] {
  const random = xoroshiro128plus(1);
  const found: number[] = [];
  for (;;) {
    const borders = [0, ...found.toSorted((a, b) => a - b), series.length];
    const segments = borders.slice(1).map((end, at) => ({
      start: borders[at],
      values: series.slice(borders[at], end),
    }));
    const best = widest(segments);
    if (!best) return found.toSorted((a, b) => a - b);
    let reaching = 1;
    for (let drawn = 0; drawn < PERMUTATIONS; drawn++) {
      const shuffled = segments.map(({ start, values }) => {
        const copy = [...values];
        for (let last = copy.length - 1; last > 0; last--) {
          const other = uniformInt(random, 0, last);
          [copy[last], copy[other]] = [copy[other], copy[last]];
        }
        return { start, values: copy };
      });
      if (widest(shuffled)!.statistic >= best.statistic - 1e-9) reaching += 1;
    }
    if (reaching / (PERMUTATIONS + 1) > LEVEL) {
      return found.toSorted((a, b) => a - b);
    }
    found.push(best.index);
  }
}

function widest(segments: { start: number; values: number[] }[]) {
  let best: { index: number; statistic: number } | undefined;
  for (const { start, values } of segments) {
    const size = values.length;
    if (size < 2 * MIN_SIZE) continue;
    const sums = [new Array<number>(size + 1).fill(0)];
    for (let i = 0; i < size; i++) {
      const row = [0];
      for (let j = 0; j < size; j++) {
        row.push(
          row[j] +
            sums[i][j + 1] -
            sums[i][j] +
            Math.abs(values[i] - values[j]),
        );
      }
      sums.push(row);
    }
    for (let n = MIN_SIZE; n <= size - MIN_SIZE; n++) {
      const m = size - n;
      const left = sums[n][n] / 2;
      const right =
        (sums[size][size] - sums[n][size] - sums[size][n] + sums[n][n]) / 2;
      const between = sums[n][size] - sums[n][n];
      const statistic =
        ((n * m) / size) *
        ((2 * between) / (n * m) -
          (2 * left) / (n * (n - 1)) -
          (2 * right) / (m * (m - 1)));
      if (!best || statistic > best.statistic + 1e-9) {
        best = { index: start + n, statistic };
      }
    }
  }
  return best;
}
