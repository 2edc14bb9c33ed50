import {
  DONT_KNOW,
  type PrivacyMode,
  type Results,
  type SurveyAnswers,
  type SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import fc from 'fast-check';
import { type Answering, resultsOf } from '../__testUtils__/computing';
import {
  answerTo,
  breakdowns,
  drawer,
  modes,
  organisation,
  questions,
} from '../__testUtils__/organisations';
import { segmentsOf } from '../audience/segmentsOf';
import { drawNoise } from './noise';

jest.setTimeout(120_000);

const MINIMUM = 5;
const ODDS_LIMIT = 20;
interface Asked {
  mode?: PrivacyMode;
  asked?: SurveyQuestion[];
}

/** Without an outcome, early and late are compared in an agreement item. */
const withoutOutcome = questions.filter(
  ({ id }) => id !== 'recommend' && id !== 'glad',
);

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
    { mode = 'anonymous', asked = questions }: Asked = {},
  ) {
    const drawn = new Map<string, { value: number; scale: number }>();
    const options = { questions: asked, breakdowns, earlier, mode };
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
    // An answer to an agreement item goes into the figure on straight-lining too.
    const straight = factors.get('straight-lining') ?? 0;
    for (const { id, type, askIf } of questions) {
      const own = type === 'agreement' && !askIf ? straight : 0;
      expect(Math.exp((factors.get(id) ?? 0) + own)).toBeLessThanOrEqual(
        ODDS_LIMIT * (1 + 1e-9),
      );
    }
    return seen;
  }

  /** The count that the noise with this key is for, before noise. */
  function exactCount(everyone: Answering[], key: string): number {
    const [, question, cell, figure] = /^([^/]+)\/(.*)\/([^/]+)$/.exec(key)!;
    if (question === 'straight-lining') return straightLines(everyone);
    const isPoints = cell === '/points';
    const { cells, groupOf } = segmentsOf(everyone, MINIMUM, breakdowns);
    const segments = cells.find(({ id }) => id === cell)?.segments;
    const given = everyone.flatMap(({ userRef, answers, late }) => {
      const value = answers?.[question];
      const counts = value !== undefined && value !== DONT_KNOW;
      const inCell = ['early', 'late'].includes(cell)
        ? late === (cell === 'late')
        : !segments || segments.includes(groupOf.get(userRef)!);
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

  /** How many gave one number in all agreement items but the conditional one. */
  function straightLines(everyone: Answering[]): number {
    const items = questions.filter(
      ({ type, askIf }) => type === 'agreement' && !askIf,
    );
    return everyone.filter(({ answers }) => {
      const given = items
        .map(({ id }) => answers?.[id])
        .filter(value => typeof value === 'number');
      return given.length >= 4 && new Set(given).size === 1;
    }).length;
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
    let raked = 0;
    let straight = 0;
    fc.assert(
      fc.property(
        organisation,
        seeds,
        modes,
        fc.boolean(),
        (everyone, seed, mode, all) => {
          const other = changed(everyone, seed);
          const seen = couldBeEither(everyone, other, [], {
            mode,
            asked: all ? questions : withoutOutcome,
          });
          if (seen.nonResponse!.straightLining) straight += 1;
          for (const item of seen.questions) {
            if (item.suppressed) continue;
            if (item.weighted && seen.weighting!.margins.length > 1) raked += 1;
            shown += (item.groups ?? []).filter(
              group => !group.suppressed,
            ).length;
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(shown).toBeGreaterThan(100);
    expect(raked).toBeGreaterThan(50);
    expect(straight).toBeGreaterThan(2);
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

  it('cannot tell an answer that goes into every figure there is', () => {
    // In its distribution, three groups, and the count of those who tick one point.
    const everyone = Array.from({ length: 28 }, (_, at): Answering => {
      const answers = Object.fromEntries(
        withoutOutcome
          .filter(({ type, askIf }) => type === 'agreement' && !askIf)
          .map(({ id }, item) => [id, at === 0 ? 5 : 1 + ((at + item) % 5)]),
      );
      const team = at % 2 === 0 ? 'a' : 'b';
      return {
        userRef: `user:default/${at}`,
        team: { ref: `group:default/${team}`, title: team },
        bands: { tenure: at % 4 < 2 ? 'new' : 'old' },
        late: at % 3 === 0,
        answers,
      };
    });
    const [{ answers, ...one }, ...rest] = everyone;
    const other = [{ ...one, answers: { ...answers, easy: 1 } }, ...rest];
    for (const mode of ['anonymous', 'confidential'] as const) {
      for (const asked of [questions, withoutOutcome]) {
        const seen = couldBeEither(everyone, other, [], { mode, asked });
        expect(seen.nonResponse!.straightLining).toBeDefined();
      }
    }
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
