import { Environment } from '@marcbachmann/cel-js';
import { changePoints, seedFrom } from '@waymark-idp/plugin-statistics-common';
import { DocumentError, guarded } from './documents';
import { Facts } from './Facts';

/** One line of `bench/history.jsonl`. */
interface Measurement {
  line: number;
  excerpt: string;
  at: string;
  commit: string;
  benchmark: string;
  unit: string;
  value: number;
  explained: boolean;
}

/** A benchmark that became slower, stayed so, and nobody said why. */
export class Slowdown {
  readonly benchmark: string;
  /** Median before and after, in the unit of the measurements. */
  readonly from: number;
  readonly to: number;
  /** How many times as long it takes; more than 1. */
  readonly ratio: number;
  /** When and at which commit the first slower measurement was made. */
  readonly at: string;
  readonly commit: string;
  readonly file: string;
  /** 1-based; a bigint because that is what an int of the language is. */
  readonly line: bigint;
  readonly message: string;
  readonly excerpt: string;

  constructor(
    file: string,
    first: Measurement,
    change: { from: number; to: number; ratio: number },
  ) {
    const { from, to, ratio } = change;
    this.benchmark = first.benchmark;
    this.from = from;
    this.to = to;
    this.ratio = ratio;
    this.at = first.at;
    this.commit = first.commit;
    this.file = file;
    this.line = BigInt(first.line);
    this.excerpt = first.excerpt;
    const percent = Math.round((ratio - 1) * 100);
    this.message = `\`${first.benchmark}\` takes ${percent} % longer: ${rounded(
      from,
    )} before, ${rounded(to)} ${first.unit} since ${first.commit.slice(
      0,
      12,
    )} of ${first.at.slice(0, 10)}`;
  }
}

/** Slower by less than this is not worth anybody's afternoon. */
const WORTH_SAYING = 1.05;
/** Of each benchmark, the newest so many are looked at. */
const MAX_MEASUREMENTS = 200;
const MAX_BENCHMARKS = 50;
/** The first slower measurement is found to within this many. */
const UNCERTAINTY = 2;

/**
 * The slowdowns in a history of benchmarks that nobody explained: change points
 * (E-divisive with permutation test, level 1 %) after which the median is worse
 * by 5 % or more and never came back. A series of fewer than 8 says nothing. A
 * `note` or `explanation` on a line from the change to the next one explains it.
 *
 * @throws DocumentError where a line is none.
 */
export function slowdownsIn(file: string, text: string): Slowdown[] {
  const series = new Map<string, Measurement[]>();
  for (const measurement of measurementsOf(file, text)) {
    const known = series.get(measurement.benchmark);
    if (known) {
      known.push(measurement);
    } else {
      series.set(measurement.benchmark, [measurement]);
    }
  }
  if (series.size > MAX_BENCHMARKS) {
    throw new DocumentError(
      file,
      undefined,
      `${file} has more than ${MAX_BENCHMARKS} benchmarks`,
    );
  }
  return [...series.values()].flatMap(measurements =>
    slowdownsOf(file, measurements),
  );
}

/** Adds `slowdowns(path)`. */
export function registerBenchHistory(
  environment: Environment,
  facts: () => Facts,
) {
  environment
    .registerType('Slowdown', {
      ctor: Slowdown,
      fields: {
        benchmark: 'string',
        from: 'double',
        to: 'double',
        ratio: 'double',
        at: 'string',
        commit: 'string',
        file: 'string',
        line: 'int',
        message: 'string',
        excerpt: 'string',
      },
    })
    .registerFunction('slowdowns(string): list<Slowdown>', (path: string) => {
      const known = facts();
      const found = slowdownsIn(path, known.text(path));
      known.trace.add({
        kind: 'findings',
        findings: found.map(finding => ({ finding, excerpt: finding.excerpt })),
      });
      return found;
    });
}

function slowdownsOf(file: string, all: Measurement[]): Slowdown[] {
  const recent = all
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.line - b.line)
    .slice(-MAX_MEASUREMENTS);
  // A rate is the better the larger it is.
  const sign = recent[0].unit.endsWith('/s') ? -1 : 1;
  // Durations differ by factors: what doubles counts the same at any size.
  const costs = recent.map(({ value }) => sign * Math.log(value));
  const result = changePoints(costs, {
    level: 0.01,
    permutations: 199,
    seed: seedFrom(`${recent[0].benchmark}/${recent.length}`),
  });
  if (result.state !== 'ok') {
    return [];
  }
  const starts = [0, ...result.points.map(({ index }) => index), recent.length];
  const levels = starts
    .slice(0, -1)
    .map((start, i) => median(costs.slice(start, starts[i + 1])));
  return levels.flatMap((level, i) => {
    if (i === 0) {
      return [];
    }
    const limit = levels[i - 1] + Math.log(WORTH_SAYING);
    const stayed = levels.slice(i).every(later => later >= limit);
    const explained = recent
      .slice(Math.max(0, starts[i] - UNCERTAINTY), starts[i + 1])
      .some(measurement => measurement.explained);
    if (!stayed || explained) {
      return [];
    }
    return [
      new Slowdown(file, recent[starts[i]], {
        from: Math.exp(sign * levels[i - 1]),
        to: Math.exp(sign * level),
        ratio: Math.exp(level - levels[i - 1]),
      }),
    ];
  });
}

function measurementsOf(file: string, text: string): Measurement[] {
  return text.split('\n').flatMap((excerpt, i) => {
    if (excerpt.trim() === '') {
      return [];
    }
    const line = i + 1;
    const wrong = (why: string) =>
      new DocumentError(file, line, `Line ${line} of ${file} ${why}`);
    let row: Record<string, unknown> | undefined;
    try {
      row = guarded(file, 'JSON', () => JSON.parse(excerpt));
    } catch {
      throw wrong('is not JSON');
    }
    const { at, commit = '', benchmark, unit = 'ms', value } = row ?? {};
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) {
      throw wrong('has no time `at`');
    }
    if (typeof benchmark !== 'string' || benchmark === '') {
      throw wrong('names no `benchmark`');
    }
    if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value)) {
      throw wrong('has no `value` above 0');
    }
    return [
      {
        line,
        excerpt,
        at,
        commit: String(commit),
        benchmark: benchmark.slice(0, 100),
        unit: String(unit).slice(0, 20),
        value,
        explained: [row?.note, row?.explanation].some(
          said => typeof said === 'string' && said.trim() !== '',
        ),
      },
    ];
  });
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
