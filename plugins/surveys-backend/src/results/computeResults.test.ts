import type { SurveyAnswers } from '@waymark-idp/plugin-surveys-common';
import { everyKind, people, resultsOf } from '../__testUtils__/computing';

const x = { above: [{ ref: 'group:default/x', title: 'X' }] };
const y = { above: [{ ref: 'group:default/y', title: 'Y' }] };

function itemsOf(results: ReturnType<typeof resultsOf>) {
  return Object.fromEntries(
    results.questions.map(item => [item.question.id, item as any]),
  );
}

describe('computeResults', () => {
  it('counts every kind of question, and says how sure it is', () => {
    const results = resultsOf([
      ...people(40, 'a', {
        easy: 4,
        glad: 5,
        effort: 2,
        recommend: 9,
        editor: 'a',
        tools: ['a', 'b'],
        order: ['a', 'b', 'c'],
        more: 'The build is slow',
      }),
      ...people(10, 'a', { easy: 2, glad: 1, recommend: 3, why: 1 }),
      ...people(10, 'a'),
      ...people(16, 'b', { easy: 5, editor: 'b', tools: ['c'], order: ['b'] }),
      ...people(14, 'b', { easy: 1, effort: 5, why: 4, editor: 'c' }),
      ...people(5, 'b', { easy: 'dont-know', recommend: 'dont-know' }),
      ...people(5, 'b'),
    ]);
    expect(results.participation).toEqual({
      invited: 100,
      answered: 85,
      rate: 0.85,
    });
    expect(results.groups).toMatchObject([
      { id: 'team:group:default/a', level: 1, invited: 60, answered: 50 },
      { id: 'team:group:default/b', level: 1, invited: 40, answered: 35 },
    ]);
    const { easy, glad, effort, recommend, editor, tools, order, more, why } =
      itemsOf(results);

    // 56 of 80, of the 95 who may have an opinion.
    expect(easy).toMatchObject({ answered: 80, asked: 100 });
    expect(easy.dontKnowShare).toBeCloseTo(5 / 85);
    expect(easy.favourable.value).toBeCloseTo(0.7);
    expect(easy.favourable.interval.lower).toBeLessThan(0.662);
    expect(easy.favourable.interval.lower).toBeGreaterThan(0.64);
    expect(easy.favourable.interval.upper).toBeCloseTo(0.7389, 1);
    expect(easy.favourable.worstCase).toBeUndefined();
    expect(easy.distribution.map((point: any) => point.count)).toEqual([
      14, 10, 0, 40, 16,
    ]);
    expect(easy.mean.value).toBeCloseTo((14 + 20 + 160 + 80) / 80);
    expect(easy.groups.map((group: any) => group.favourable.value)).toEqual([
      0.8, 0.5333,
    ]);
    // 50 of 60 responded in a, 35 of 40 in b.
    const [ofA, ofB] = [60 / 50, 40 / 35];
    expect(easy.weighted.value).toBeCloseTo(
      (ofA * 40 + ofB * 16) / (ofA * 50 + ofB * 30),
      4,
    );
    expect(easy.weighted.effectiveSize).toBeLessThan(80);
    expect(results.weighting).toMatchObject({ margins: ['team'] });
    expect(results.nonResponse).toEqual({
      earlyAndLate: { state: 'no-times' },
    });
    expect(easy.sentence).toMatch(
      /^70 % favourable \(95 % interval 6\d–7\d\), 80 of 100 answered; asked for the first time$/,
    );

    expect(glad.favourable.value).toBeCloseTo(0.8);
    expect(effort.favourable.value).toBeCloseTo(14 / 54);
    expect(recommend.netScore.value).toBeCloseTo(60);
    expect(recommend.distribution).toHaveLength(11);
    expect(recommend.sentence).toMatch(
      /^likelihood to recommend 60 on a scale/,
    );
    expect(editor.favourable).toBeUndefined();
    expect(editor.sentence).toMatch(/^most often: a, 57 %, 70 of 100 answered/);
    expect(tools.distribution.map((point: any) => point.count)).toEqual([
      40, 40, 16,
    ]);
    expect(order.distribution.map((point: any) => point.count)).toEqual([
      40, 16, 0,
    ]);
    expect(order.meanPlaces.map((place: any) => place.value)).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(more.comments).toHaveLength(40);
    expect(new Set(more.comments.map((comment: any) => comment.id)).size).toBe(
      40,
    );
    expect(more.themes.map((theme: any) => theme.id)).toEqual([
      'build',
      'speed',
    ]);
    expect(more.groups).toBeUndefined();
    // Asked of some only: how many is not a number to divide by.
    expect(why.answered).toBe(24);
    expect(why.asked).toBeUndefined();
    expect(why.favourable.worstCase).toBeUndefined();
  });

  it('hides what few said, what all said, and what is left over', () => {
    const alike = (count: number, answers: SurveyAnswers) =>
      itemsOf(resultsOf([...people(count, 'a', answers), ...people(41, 'a')]));
    expect(alike(4, { easy: 1 }).easy).toEqual({
      question: everyKind[0],
      wordings: { en: '0' },
      suppressed: true,
      sentence: expect.stringContaining('fewer than 5'),
    });
    expect(alike(9, { easy: 1 }).easy.suppressed).toBe(true);
    const ten = alike(10, { easy: 1, editor: 'a', more: 'x' });
    expect(ten.easy.favourableBound).toBe('at-most-10');
    expect(ten.easy.distribution).toBeUndefined();
    expect(ten.editor.suppressed).toBe(true);
    expect(ten.more.comments).toHaveLength(10);
    expect(alike(9, { more: 'x' }).more.suppressed).toBe(true);

    // D is hidden; what X less the others is would be D, so another goes too.
    const mixed = (count: number, team: string, where: object) => [
      ...people(count - 2, team, { easy: 4 }, where),
      ...people(2, team, { easy: 2 }, where),
    ];
    const { easy } = itemsOf(
      resultsOf([
        ...mixed(9, 'a', x),
        ...mixed(7, 'b', x),
        ...mixed(6, 'c', x),
        ...mixed(3, 'd', x),
        ...people(4, 'd', undefined, x),
        ...mixed(12, 'e', y),
      ]),
    );
    const shown = easy.groups
      .filter((group: any) => !group.suppressed)
      .map((group: any) => group.groupId);
    expect(shown).toEqual(
      expect.arrayContaining([
        'team:group:default/x',
        'team:group:default/a',
        'team:group:default/b',
        'team:group:default/e',
      ]),
    );
    expect(shown).not.toContain('team:group:default/c');
    expect(shown).not.toContain('team:group:default/d');
  });

  it('compares with the last wave, by the test that fits', () => {
    const wave = (
      easy: [number, number],
      options: Parameters<typeof resultsOf>[1] = {},
    ) =>
      resultsOf(
        [
          ...people(easy[0], 'a', { easy: 5, recommend: 10, glad: 4 }),
          ...people(easy[1], 'a', { easy: 2, recommend: 5, glad: 2 }),
          ...people(30, 'b', { easy: 4 }),
          ...people(30, 'b', { easy: 1 }),
        ],
        options,
      );
    const before = wave([20, 40]);
    const later = { earlier: [before], closedAt: '2026-09-30T00:00:00.000Z' };
    const now = itemsOf(wave([50, 10], later));
    expect(now.easy.change).toMatchObject({
      word: 'clear rise',
      test: 'mann-whitney',
      measure: 'favourable',
      since: { waveId: before.waveId },
    });
    expect(now.easy.change.difference.value).toBeCloseTo(30 / 120);
    expect(now.easy.change.adjustedPValue).toBeGreaterThanOrEqual(
      now.easy.change.pValue,
    );
    expect(now.easy.change.effect.value).toBeGreaterThan(0.2);
    expect(now.easy.change.detectable).toBeGreaterThan(0.1);
    expect(now.recommend.change).toMatchObject({
      word: 'clear rise',
      test: 'adjusted-wald',
      measure: 'net-score',
    });
    const [a, b] = now.easy.groups;
    expect(a.change).toMatchObject({ word: 'clear rise', test: 'newcombe' });
    expect(b.change.word).toBe('no clear change');
    expect(b.sentence).toMatch(/; no clear change since March 2026$/);
    expect(now.easy.trend.points).toHaveLength(2);
    expect(now.easy.trend.changePoints).toEqual({
      state: 'too-few-points',
      needed: 8,
    });
    expect(itemsOf(wave([21, 39], later)).easy.change.word).toBe(
      'no clear change',
    );
    expect(itemsOf(wave([2, 58], later)).glad.change.word).toBe('clear fall');

    const reworded = everyKind.map(question =>
      question.id === 'easy' ? { ...question, wordingHash: '1' } : question,
    );
    const { easy } = itemsOf(wave([50, 10], { ...later, questions: reworded }));
    expect(easy.change.word).toBe('new wording');
    expect(easy.trend).toMatchObject({ startsWith: 'new wording' });
    expect(easy.trend.points).toHaveLength(1);
    expect(easy.sentence).toMatch(
      /not compared with March 2026: the wording is new/,
    );
  });

  it('finds the change point of a trend of ten waves', () => {
    let earlier: ReturnType<typeof resultsOf>[] = [];
    for (let wave = 0; wave < 10; wave++) {
      const favourable = (wave < 5 ? 20 : 50) + (wave % 3);
      const results = resultsOf(
        [
          ...people(favourable, 'a', { easy: 4 }),
          ...people(80 - favourable, 'a', { easy: 2 }),
        ],
        { earlier, closedAt: `202${wave}-01-01T00:00:00.000Z` },
      );
      earlier = [results, ...earlier].slice(0, 2);
    }
    const { trend } = itemsOf(earlier[0]).easy;
    expect(trend.points).toHaveLength(10);
    expect(trend.changePoints.points).toMatchObject([{ index: 5 }]);
  });

  it('says who is missing, what goes with the outcome, and whether items hang together', () => {
    const levels = Array.from({ length: 90 }, (_, at) => 1 + (at % 5));
    const second = everyKind.concat({ ...everyKind[0], id: 'second' });
    const results = resultsOf(
      [
        ...levels.flatMap((level, at) =>
          people(
            1,
            'a',
            {
              easy: level,
              second: Math.max(1, level - (at % 2)),
              glad: 1 + (at % 4),
              effort: 1 + (at % 3),
              recommend: level * 2,
            },
            { userRef: `user:default/${at}` },
          ),
        ),
        ...people(10, 'b', { easy: 3 }),
        ...people(50, 'b'),
      ],
      { questions: second },
    );
    expect(results.responseRate).toMatchObject({
      missingDiffer: true,
      test: { method: 'chi-square', reliable: true },
      sentence: expect.stringContaining('b least (17 %)'),
      byBreakdown: [{ dimension: 'team', differ: true }],
    });
    const drivers = results.drivers as any;
    expect(drivers).toMatchObject({ state: 'ok', outcome: 'recommend' });
    const [easy, glad] = drivers.drivers;
    expect(easy).toMatchObject({ question: 'easy' });
    expect(easy.importance.value).toBeGreaterThan(glad.importance.value);
    expect(easy.importance.value).toBe(
      Number(easy.importance.value.toFixed(2)),
    );
    expect(results.reliability).toMatchObject({
      state: 'ok',
      questions: ['easy', 'second'],
    });
    expect((results.reliability as any).alpha.value).toBeGreaterThan(0.8);
    const few = resultsOf(people(29, 'a', { easy: 3, recommend: 3, glad: 2 }));
    expect(few.drivers).toMatchObject({ state: 'too-few-answers' });
    expect(few.responseRate).toEqual({
      missingDiffer: false,
      sentence: '29 of 29 answered (100 %)',
    });
  });
});
