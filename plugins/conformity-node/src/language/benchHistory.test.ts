import { slowdownsIn } from './benchHistory';

const FILE = 'bench/history.jsonl';

/** A history with one measurement a day. */
function historyOf(
  values: readonly number[],
  more: (index: number) => object = () => ({}),
): string {
  return values
    .map((value, i) =>
      JSON.stringify({
        at: new Date(Date.UTC(2026, 0, 1 + i)).toISOString(),
        commit: `${i}`.padStart(40, '0'),
        benchmark: 'list',
        unit: 'ms',
        value,
        ...more(i),
      }),
    )
    .join('\n');
}

/** So many values around a level, the same each time. */
const around = (level: number, count: number) =>
  Array.from(
    { length: count },
    (_, i) => level * (1 + [0, 0.01, -0.01, 0.02, -0.02][i % 5]),
  );

describe('slowdownsIn', () => {
  const stepped = [...around(10, 12), ...around(14, 12)];

  it('finds the measurement from which on it is slower, in any order of lines', () => {
    const text = historyOf(stepped);
    const [found, ...others] = slowdownsIn(FILE, text);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      benchmark: 'list',
      file: FILE,
      line: 13n,
      at: '2026-01-13T00:00:00.000Z',
      commit: '12'.padStart(40, '0'),
    });
    expect(found.ratio).toBeCloseTo(1.4, 1);
    expect(found.message).toMatch(
      /^`list` takes 40 % longer: 10 before, 14 ms/,
    );
    const lines = text.split('\n').reverse();
    expect(slowdownsIn(FILE, `${lines.join('\n')}\n\n`)).toMatchObject([
      { at: found.at, line: 12n },
    ]);
  });

  it('takes a rate the other way round', () => {
    const rate = () => ({ unit: 'requests/s' });
    expect(slowdownsIn(FILE, historyOf(stepped, rate))).toEqual([]);
    const [fewer] = slowdownsIn(
      FILE,
      historyOf([...around(14, 12), ...around(10, 12)], rate),
    );
    expect(fewer.from).toBeCloseTo(14, 0);
    expect(fewer.ratio).toBeCloseTo(1.4, 1);
  });

  it('is content with an explanation of this slowdown, and not of another', () => {
    const noted = (at: number) => (i: number) =>
      i === at ? { explanation: 'Prices are checked now.' } : {};
    const twice = [...stepped, ...around(20, 12)];
    const linesOf = (at: number) =>
      slowdownsIn(FILE, historyOf(twice, noted(at))).map(({ line }) => line);
    expect(linesOf(-1)).toEqual([13n, 25n]);
    expect(linesOf(5)).toEqual([13n, 25n]);
    expect(linesOf(15)).toEqual([25n]);
    expect(linesOf(30)).toEqual([13n]);
  });

  it('keeps benchmarks apart', () => {
    const mixed = historyOf([...around(10, 10), ...around(30, 10)], i => ({
      benchmark: i < 10 ? 'small' : 'large',
    }));
    expect(slowdownsIn(FILE, mixed)).toEqual([]);
  });

  it.each([
    ['no JSON', 'value: 1', 'is not JSON'],
    ['no time', '{"benchmark":"a","value":1}', 'has no time'],
    ['no name', '{"at":"2026-01-01","value":1}', 'names no `benchmark`'],
    ['no value', '{"at":"2026-01-01","benchmark":"a"}', 'has no `value`'],
    [
      'a value that is none',
      '{"at":"2026-01-01","benchmark":"a","value":-1}',
      'has no `value`',
    ],
    ['a list', '[1]', 'has no time'],
    ['nothing', 'null', 'has no time'],
  ])('names the line with %s', (_, line, message) => {
    expect(() => slowdownsIn(FILE, `${historyOf([1])}\n${line}`)).toThrow(
      `Line 2 of ${FILE} ${message}`,
    );
  });

  it('does not take long over a long history', () => {
    const long = Array.from({ length: 50 }, (_, n) =>
      historyOf(around(10 + n, 190), () => ({ benchmark: `b${n}` })),
    ).join('\n');
    expect(slowdownsIn(FILE, long)).toEqual([]);
    expect(() => slowdownsIn(FILE, `${long}\n${historyOf([1])}`)).toThrow(
      'more than 50 benchmarks',
    );
  });
});
