import { rake } from '@waymark-idp/plugin-statistics-common';
import { battery, people, resultsOf } from '../__testUtils__/computing';

function itemsOf(results: ReturnType<typeof resultsOf>) {
  return Object.fromEntries(
    results.questions.map(item => [item.question.id, item as any]),
  );
}

describe('how far those who answered speak for all', () => {
  it('rakes teams and bands together, and says what that costs', () => {
    // Of each team and band, how many were asked, answered, and agreed: a half as
    // often as b, and the new 5/8 as often as the old.
    const cells = {
      'a new': [40, 8, 2],
      'a old': [20, 20, 8],
      'b new': [20, 10, 5],
      'b old': [40, 30, 24],
    };
    const everyone = Object.entries(cells).flatMap(
      ([name, [asked, answered, agreed]]) => {
        const [team, tenure] = name.split(' ');
        const more = { bands: { tenure } };
        return [
          ...people(agreed, team, { easy: 5, tenure }, more),
          ...people(answered - agreed, team, { easy: 1, tenure }, more),
          ...people(asked - answered, team, { tenure: `no ${tenure}` }, more),
        ].map(({ answers, ...person }) => ({
          ...person,
          answers: answers?.easy ? { easy: answers.easy } : undefined,
        }));
      },
    );
    const results = resultsOf(everyone, { breakdowns: ['tenure'] });
    const { easy } = itemsOf(results);
    expect(easy.favourable.value).toBeCloseTo(39 / 68, 4);
    const { weights, effectiveSize } = rake({
      cells: Object.entries(cells).map(([name, [, n]]) => ({
        categories: { team: name[0], tenure: name.slice(2) },
        n,
      })),
      margins: { team: { a: 60, b: 60 }, tenure: { new: 60, old: 60 } },
    });
    // Only margins are released; where they do not interact, that is enough.
    const sum = (column: number) =>
      Object.values(cells).reduce(
        (total, cell, at) => total + weights[at] * cell[column],
        0,
      );
    expect(easy.weighted.value).toBeCloseTo(sum(2) / sum(1), 3);
    expect(easy.weighted.value).toBeLessThan(easy.favourable.value - 0.05);
    expect(results.weighting).toEqual({
      margins: ['team', 'tenure'],
      effectiveSize: Number(effectiveSize.toFixed(4)),
    });
    expect(effectiveSize).toBeLessThan(60);
    expect(easy.weighted.effectiveSize).toBeCloseTo(effectiveSize, 2);
  });

  it('says who ticked the same all the way, and whether the late differ', () => {
    const all = (point: number) =>
      Object.fromEntries(battery.map(({ id }) => [id, point]));
    const everyone = [
      ...people(12, 'a', all(4), { late: true }),
      ...people(28, 'a', { ...all(5), b4: 2 }, { late: true }),
      ...people(30, 'b', { ...all(2), b1: 1 }),
      ...people(10, 'b', { b1: 3 }),
      ...people(20, 'b'),
    ];
    const options = { questions: battery, mode: 'confidential' as const };
    const { nonResponse, groups, questions } = resultsOf(everyone, options);
    expect(nonResponse!.straightLining).toMatchObject({
      answered: 70,
      value: 0.1714,
      questions: ['b1', 'b2', 'b3', 'b4'],
    });
    expect(nonResponse!.straightLining!.sentence).toMatch(
      /^About 17 % .* of the 70 who answered 4 or more of the 4 /,
    );
    // All of the late agree, and all of the early do not: that is not shown exactly.
    expect(nonResponse!.earlyAndLate).toEqual({ state: 'too-few-answers' });
    const mixed = everyone.map((person, at) => ({
      ...person,
      late: at % 3 === 0 ? !person.late : person.late,
    }));
    const { earlyAndLate } = resultsOf(mixed, options).nonResponse!;
    expect(earlyAndLate).toMatchObject({
      state: 'ok',
      question: 'b1',
      pValue: expect.any(Number),
    });
    const found = earlyAndLate as Extract<typeof earlyAndLate, { state: 'ok' }>;
    expect(found.early.answered + found.late.answered).toBe(80);
    expect(found.difference.interval.lower).toBeGreaterThan(0);
    expect(found.sentence).toMatch(/more like the late ones$/);
    // The halves are no group of the results.
    expect(groups).toHaveLength(2);
    expect((questions[0] as any).groups).toHaveLength(2);
    // Three items are too few to wonder.
    const few = resultsOf(everyone, { questions: battery.slice(0, 3) });
    expect(few.nonResponse).toEqual({ earlyAndLate: { state: 'no-times' } });
  });
});
