import fc from 'fast-check';
import { benjaminiHochberg } from './benjaminiHochberg';
import { chiSquareTest } from './chiSquareTest';
import { fisherExact } from './fisherExact';
import { responseRateTest } from './responseRateTest';

describe('benjaminiHochberg', () => {
  it('keeps the four findings of the paper', () => {
    // Benjamini and Hochberg 1995, section 4.
    const pValues = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
      0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    const adjusted = benjaminiHochberg(pValues);
    expect(adjusted.filter(p => p <= 0.05)).toHaveLength(4);
    [0.0015, 0.003, 0.0095, 0.035625, 0.0603].forEach((known, at) =>
      expect(adjusted[at]).toBeCloseTo(known, 10),
    );
    expect(benjaminiHochberg([])).toEqual([]);
  });

  it('keeps the order, and never makes a p-value smaller', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(chances, pValues => {
        const adjusted = benjaminiHochberg(pValues);
        pValues.forEach((p, i) => {
          expect(adjusted[i] >= p && adjusted[i] <= 1).toBe(true);
          pValues.forEach((q, j) =>
            expect(!(p < q) || adjusted[i] <= adjusted[j] + 1e-15).toBe(true),
          );
        });
        expect(Math.max(...adjusted)).toBeCloseTo(Math.max(...pValues), 12);
        const reversed = benjaminiHochberg([...pValues].reverse()).reverse();
        reversed.forEach((p, at) => expect(p).toBeCloseTo(adjusted[at], 12));
      }),
    );
    for (const wrong of [[NaN], [-0.1], [1.1]]) {
      expect(() => benjaminiHochberg(wrong)).toThrow(RangeError);
    }
  });
});

describe('chiSquareTest', () => {
  // Worked apart from this code, with another library.
  it.each([
    [
      [
        [30, 10],
        [20, 25],
        [12, 3],
      ],
      10.8187134503,
      2,
      0.0044745176,
    ],
    [
      [
        [10, 20],
        [30, 40],
      ],
      0.7936507937,
      1,
      0.3729984836,
    ],
    [
      [
        [90, 60, 104, 95],
        [30, 50, 51, 20],
        [30, 40, 45, 35],
      ],
      24.5712028586,
      6,
      0.0004098426,
    ],
  ])('of %j', (table, statistic, degreesOfFreedom, pValue) =>
    expect(chiSquareTest(table)).toMatchObject({
      statistic: expect.closeTo(statistic, 8),
      degreesOfFreedom,
      pValue: expect.closeTo(pValue, 9),
      reliable: true,
    }),
  );

  it('does not care for order, and says when it has too little to rest on', () => {
    const row = fc.tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), table => {
        const { statistic, pValue } = chiSquareTest(table);
        const transposed = chiSquareTest([
          table.map(([a]) => a),
          table.map(([, b]) => b),
        ]);
        const reversed = chiSquareTest([...table].reverse());
        expect(statistic).toBeGreaterThanOrEqual(0);
        expect(pValue >= 0 && pValue <= 1).toBe(true);
        expect(transposed.statistic).toBeCloseTo(statistic, 8);
        expect(reversed.pValue).toBeCloseTo(pValue, 8);
      }),
    );
    expect(
      chiSquareTest([
        [3, 1],
        [1, 3],
      ]),
    ).toMatchObject({ smallestExpected: 2, reliable: false });
    expect(
      chiSquareTest([
        [1e5, 0],
        [0, 1e5],
      ]).pValue,
    ).toBe(0);
  });

  it.each([
    [[[1, 2]], /2 or more rows/],
    [[[1], [2]], /2 or more rows/],
    [[[1, 2], [3]], /row 1 has 1/],
    [
      [
        [1, 2],
        [3, -1],
      ],
      /row 1, column 1/,
    ],
    [
      [
        [1, NaN],
        [3, 1],
      ],
      /row 0, column 1/,
    ],
    [
      [
        [1, 2],
        [0, 0],
      ],
      /row 1 has nothing/,
    ],
    [
      [
        [1, 0],
        [2, 0],
      ],
      /column 1 has nothing/,
    ],
  ])('refuses %j', (table, message) =>
    expect(() => chiSquareTest(table)).toThrow(message),
  );
});

describe('fisherExact', () => {
  type Table = [[number, number], [number, number]];
  // The first is Fisher's tea tasting; all worked apart from this code, with another library.
  it.each<[Table, number]>([
    [
      [
        [3, 1],
        [1, 3],
      ],
      0.4857142857,
    ],
    [
      [
        [1, 9],
        [11, 3],
      ],
      0.0027594562,
    ],
    [
      [
        [8, 2],
        [1, 5],
      ],
      0.034965035,
    ],
    [
      [
        [100, 3],
        [1000, 9],
      ],
      0.0916778131,
    ],
    [
      [
        [3, 6],
        [8, 1],
      ],
      0.0497737557,
    ],
    [
      [
        [0, 0],
        [3, 4],
      ],
      1,
    ],
  ])('of %j is %d', (table, pValue) =>
    expect(fisherExact(table).pValue).toBeCloseTo(pValue, 9),
  );

  it('does not care for order, and agrees with chi-square in large tables', () => {
    const count = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        fc.pre(a + b + c + d > 0);
        const { pValue } = fisherExact([
          [a, b],
          [c, d],
        ]);
        expect(pValue > 0 && pValue <= 1).toBe(true);
        expect(
          fisherExact([
            [a, c],
            [b, d],
          ]).pValue,
        ).toBeCloseTo(pValue, 8);
        expect(
          fisherExact([
            [d, c],
            [b, a],
          ]).pValue,
        ).toBeCloseTo(pValue, 8);
      }),
    );
    const large: Table = [
      [5100, 4900],
      [4900, 5100],
    ];
    expect(
      Math.abs(fisherExact(large).pValue - chiSquareTest(large).pValue),
    ).toBeLessThan(5e-4);
    expect(() =>
      fisherExact([
        [0, 0],
        [0, 0],
      ]),
    ).toThrow(RangeError);
    expect(() =>
      fisherExact([
        [1, 2],
        [0.5, 0],
      ]),
    ).toThrow(RangeError);
  });
});

describe('responseRateTest', () => {
  it('takes the test that fits', () => {
    expect(
      responseRateTest([
        { answered: 3, asked: 9 },
        { answered: 8, asked: 9 },
      ]),
    ).toEqual({
      pValue: expect.closeTo(0.0497737557, 9),
      method: 'fisher',
      reliable: true,
    });
    expect(
      responseRateTest([
        { answered: 30, asked: 40 },
        { answered: 20, asked: 45 },
        { answered: 0, asked: 0 },
        { answered: 12, asked: 15 },
      ]),
    ).toEqual({
      pValue: expect.closeTo(0.0044745176, 9),
      method: 'chi-square',
      reliable: true,
    });
    expect(
      responseRateTest([
        { answered: 1, asked: 2 },
        { answered: 1, asked: 3 },
        { answered: 2, asked: 2 },
      ]).reliable,
    ).toBe(false);
    expect(
      responseRateTest([
        { answered: 4, asked: 4 },
        { answered: 5, asked: 5 },
      ]).pValue,
    ).toBe(1);
    expect(() => responseRateTest([{ answered: 4, asked: 4 }])).toThrow(
      /2 or more groups/,
    );
    expect(() =>
      responseRateTest([
        { answered: 5, asked: 4 },
        { answered: 1, asked: 2 },
      ]),
    ).toThrow(/asked in group 0/);
  });
});
