import {
  DONT_KNOW,
  type Results,
  type SurveyAnswers,
} from '@waymark-idp/plugin-surveys-common';
import fc from 'fast-check';
import { type Answering, resultsOf } from '../__testUtils__/computing';
import {
  answerTo,
  breakdowns,
  drawer,
  organisation,
  organisationOf,
  questions,
} from '../__testUtils__/organisations';
import { segmentsOf } from '../audience/segmentsOf';
import { drawNoise } from './noise';

jest.setTimeout(120_000);

const MINIMUM = 5;
const ODDS_LIMIT = 20;
describe('an attacker who has all results and their exact counts', () => {
  it('works out nothing about fewer than five answers', () => {
    let suppressed = 0;
    fc.assert(
      fc.property(organisationOf(18, 90), everyone => {
        const results = resultsOf(everyone, { questions, breakdowns });
        const { groups, cells, groupOf } = segmentsOf(
          everyone,
          MINIMUM,
          breakdowns,
        );
        for (const item of results.questions) {
          const answered = groups.map(
            ({ id }) =>
              everyone.filter(
                ({ userRef, answers }) =>
                  groupOf.get(userRef) === id &&
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
            groups.map(() => 1),
            ...shown.map(segments =>
              groups.map(({ id }) => (segments.includes(id) ? 1 : 0)),
            ),
          ];
          expect(smallestTouched(rows, answered)).toBeGreaterThanOrEqual(
            Math.min(MINIMUM, total),
          );
        }
      }),
      { numRuns: 300 },
    );
    // The property would hold of a product that shows nothing, or has nothing to hide.
    expect(suppressed).toBeGreaterThan(100);
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

/** What a person could have answered instead. */
const seeds = fc.integer({ min: 1, max: 1e6 });

describe('an insider who knows every answer but one', () => {
  /**
   * Everything released is the same for both answers when the noise makes up for
   * the difference, and such noise is at most so many times less likely. So what
   * is seen can never tell which of the two it was, however it is combined.
   */
  function couldBeEither(
    truth: Answering[],
    other: Answering[],
    earlier: Results[] = [],
  ) {
    const drawn = new Map<string, { value: number; scale: number }>();
    const options = { questions, breakdowns, earlier };
    const seen = resultsOf(truth, {
      ...options,
      noise: (key, scale) => {
        const value = drawNoise(key, scale);
        drawn.set(key, { value, scale });
        return value;
      },
    });
    const factors = new Map<string, number>();
    const alternative = resultsOf(other, {
      ...options,
      noise: (key, scale) => {
        expect(drawn.get(key)?.scale).toBe(scale);
        const shift = exactCount(truth, key) - exactCount(other, key);
        const [question] = key.split('/');
        const factor = factors.get(question) ?? 0;
        factors.set(question, factor + Math.abs(shift) / scale);
        return drawn.get(key)!.value + shift;
      },
    });
    expect(alternative).toEqual(seen);
    for (const factor of factors.values()) {
      expect(Math.exp(factor)).toBeLessThanOrEqual(ODDS_LIMIT * (1 + 1e-9));
    }
    return seen;
  }

  /** The count that the noise with this key is for, before noise. */
  function exactCount(everyone: Answering[], key: string): number {
    const [, question, cell, figure] = /^([^/]+)\/(.*)\/([^/]+)$/.exec(key)!;
    const isPoints = cell === '/points';
    const { cells, groupOf } = segmentsOf(everyone, MINIMUM, breakdowns);
    const segments = cells.find(({ id }) => id === cell)?.segments;
    const given = everyone.flatMap(({ userRef, answers }) => {
      const value = answers?.[question];
      const counts = value !== undefined && value !== DONT_KNOW;
      const inCell = !segments || segments.includes(groupOf.get(userRef)!);
      return counts && inCell ? [value] : [];
    });
    const least = question === 'recommend' ? 9 : 4;
    if (figure === 'n') return given.length;
    if (figure === 'favourable') {
      return given.filter(value => Number(value) >= least).length;
    }
    return given.reduce<number>((sum, value) => {
      const all = [value].flat().map(String);
      if (isPoints) {
        const place = all.indexOf(figure);
        return sum + (place < 0 ? 0 : 2 - place);
      }
      if (question === 'order') return sum + (all[0] === figure ? 1 : 0);
      return sum + (all.includes(figure) ? 1 : 0);
    }, 0);
  }

  /** The same people, one of whom has answered otherwise; easy or not stays, as "why" depends on it. */
  function changed(everyone: Answering[], seed: number): Answering[] {
    const draw = drawer(seed);
    const who = draw(everyone.length);
    return everyone.map((person, at) => {
      if (at !== who || !person.answers) return person;
      const answers: SurveyAnswers = {};
      for (const [id, value] of Object.entries(person.answers)) {
        const question = questions.find(each => each.id === id)!;
        answers[id] = value === DONT_KNOW ? value : answerTo(question, draw);
      }
      if (person.answers.why !== undefined) answers.easy = 1 + draw(3);
      else if (answers.easy && answers.easy !== DONT_KNOW)
        answers.easy = 4 + draw(2);
      if (
        person.answers.why === undefined &&
        Number(person.answers.easy) <= 3
      ) {
        answers.easy = person.answers.easy;
      }
      return { ...person, answers };
    });
  }

  it('cannot be sure of it from one wave', () => {
    let shown = 0;
    fc.assert(
      fc.property(organisation, seeds, (everyone, seed) => {
        const { questions: items } = couldBeEither(
          everyone,
          changed(everyone, seed),
        );
        for (const item of items) {
          if (item.suppressed) continue;
          shown += (item.groups ?? []).filter(
            group => !group.suppressed,
          ).length;
        }
      }),
      { numRuns: 200 },
    );
    expect(shown).toBeGreaterThan(100);
  });

  it('cannot be sure of a joiner or leaver from two waves that differ by one member', () => {
    fc.assert(
      fc.property(
        organisation,
        seeds,
        fc.boolean(),
        (everyone, seed, joins) => {
          const [one, ...rest] = everyone;
          // The one who is in only one of both waves, with either answer.
          const both = [everyone, changed([one], seed).concat(rest)];
          const other = resultsOf(rest, {
            questions,
            breakdowns,
            noise: drawNoise,
            closedAt: joins
              ? '2025-09-30T00:00:00.000Z'
              : '2026-09-30T00:00:00.000Z',
          });
          const seen = couldBeEither(both[0], both[1], joins ? [other] : []);
          // A later wave is compared with released figures, the same for both.
          const later = resultsOf(rest, {
            questions,
            breakdowns,
            earlier: [seen],
          });
          expect(later.questions).toHaveLength(questions.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('cannot tell a question with a condition by how many it was asked', () => {
    // Eleven find it hard and are asked why; the twelfth may or may not.
    const hard = Array.from({ length: 11 }, (_, at) => ({
      userRef: `user:default/${at}`,
      answers: { easy: 1 + (at % 3), why: 1 + (at % 5) },
    }));
    const easy = { userRef: 'user:default/last', answers: { easy: 4 } };
    const asIs = [...hard, easy];
    const otherwise = [...hard, { ...easy, answers: { easy: 3, why: 2 } }];
    const { questions: items } = couldBeEither(asIs, otherwise);
    expect(items.find(({ question }) => question.id === 'why')).toMatchObject({
      suppressed: false,
    });
  });
});

it('draws noise whose chances fall by the promised factor', () => {
  const draws = 40_000;
  for (const scale of [0.7, 1.3]) {
    const counts = new Map<number, number>();
    for (let drawn = 0; drawn < draws; drawn++) {
      const value = drawNoise('', scale);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const fall = Math.exp(-1 / scale);
    for (const value of [-2, -1, 0, 1, 2]) {
      const chance = ((1 - fall) / (1 + fall)) * fall ** Math.abs(value);
      // Six standard errors.
      expect(Math.abs(counts.get(value)! / draws - chance)).toBeLessThan(
        6 * Math.sqrt(chance / draws),
      );
    }
  }
});
