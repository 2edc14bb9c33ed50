import fc from 'fast-check';
import type {
  Answers,
  Question,
  Results,
  Wave,
} from '@waymark-idp/plugin-surveys-common';
import { computeResults, type StoredResponse } from './computeResults';

const common = { version: 1, text: '?', wordingHash: '0' };
const questions: Question[] = [
  { ...common, id: 'easy', type: 'agreement' },
  { ...common, id: 'recommend', type: 'likelihood' },
  {
    ...common,
    id: 'editor',
    type: 'choice',
    options: [
      { value: 'vim', label: 'Vim' },
      { value: 'other', label: 'Other' },
    ],
  },
  { ...common, id: 'more', type: 'text' },
];

function compute(
  sizes: number[],
  responses: StoredResponse[],
  shuffle = <T>(items: T[]) => [...items].reverse(),
): Results {
  const groups = sizes.map((invited, index) => ({
    id: `g${index}`,
    teams: [`group:default/g${index}`],
    title: `G${index}`,
    invited,
  }));
  const wave: Wave = {
    id: 'wave',
    surveyId: 'survey',
    title: 'Title',
    description: '',
    questions,
    audience: { everyone: true },
    terms: { mode: 'anonymous', minimumGroupSize: 5, minimumComments: 10 },
    status: 'open',
    closesAt: '2026-01-31T00:00:00.000Z',
    invited: sizes.reduce((sum, size) => sum + size, 0),
  };
  return computeResults({
    wave,
    groups,
    responses,
    closedAt: wave.closesAt,
    shuffle,
  });
}

function times(count: number, groupId: string, answers: Answers) {
  return Array.from({ length: count }, () => ({ groupId, answers }));
}

describe('computeResults', () => {
  it('counts, and says how sure it is', () => {
    const { participation, questions: items } = compute(
      [60, 40],
      [
        ...times(40, 'g0', { easy: 4, recommend: 9, more: 'a' }),
        ...times(10, 'g0', { easy: 2, recommend: 3 }),
        ...times(16, 'g1', { easy: 5, editor: 'vim' }),
        ...times(14, 'g1', { easy: 1, editor: 'other' }),
        ...times(5, 'g1', { easy: 'dont-know', recommend: 'dont-know' }),
      ],
    );
    expect(participation).toEqual({ invited: 100, answered: 85, rate: 0.85 });
    const [easy, recommend, editor, more] = items as any[];

    // 56 of 80, of the 95 who may have an opinion.
    expect(easy.answered).toBe(80);
    expect(easy.dontKnowShare).toBeCloseTo(5 / 85);
    expect(easy.favourable.value).toBeCloseTo(0.7);
    expect(easy.favourable.interval.lower).toBeCloseTo(0.6581, 3);
    expect(easy.favourable.interval.upper).toBeCloseTo(0.7389, 3);
    expect(easy.favourable.worstCase).toBeUndefined();
    expect(easy.distribution.map((point: any) => point.count)).toEqual([
      14, 10, 0, 40, 16,
    ]);
    expect(easy.groups.map((group: any) => group.favourable.value)).toEqual([
      0.8,
      16 / 30,
    ]);

    expect(recommend.favourable.value).toBeCloseTo(0.8);
    expect(recommend.distribution).toHaveLength(11);
    // Nobody of g1 said: g0 is everyone, and g1 would be the difference.
    expect(recommend.groups.every((group: any) => group.suppressed)).toBe(true);

    expect(editor.favourable).toBeUndefined();
    expect(editor.groups).toBeUndefined();
    expect(editor.distribution.map((point: any) => point.count)).toEqual([
      16, 14,
    ]);
    expect(more.comments).toHaveLength(40);
  });

  it('shows what the silent might have said when they are many', () => {
    const [easy] = compute(
      [40],
      [...times(10, 'g0', { easy: 5 }), ...times(6, 'g0', { easy: 1 })],
    ).questions as any[];
    expect(easy.favourable.worstCase).toEqual({ lower: 0.25, upper: 0.85 });
    // One group is everyone: no breakdown.
    expect(easy.groups).toEqual([]);
  });

  it('tells nobody what everybody said', () => {
    const alike = (count: number, answers: Answers) =>
      compute([50], times(count, 'g0', answers)).questions as any[];
    const [nine] = alike(9, { easy: 1 });
    expect(nine).toEqual({ question: questions[0], suppressed: true });
    const [ten, , editor] = alike(10, { easy: 1, editor: 'vim' });
    expect(ten).toMatchObject({ answered: 10, favourableBound: 'at-most-10' });
    expect(ten.favourable ?? ten.distribution).toBeUndefined();
    expect(editor.suppressed).toBe(true);
    const [happy] = alike(30, { easy: 5 });
    expect(happy.favourableBound).toBe('at-least-90');
  });

  it('keeps comments until there are ten, then in another order', () => {
    const write = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        groupId: 'g0',
        answers: { more: `${index}\u202Eevil` },
      }));
    const last = (responses: StoredResponse[]) =>
      compute([50], responses).questions[3] as any;
    expect(last(write(9))).toEqual({
      question: questions[3],
      suppressed: true,
    });
    expect(last(write(10)).comments).toEqual(
      ['9', '8', '7', '6', '5', '4', '3', '2', '1', '0'].map(n => `${n}evil`),
    );
  });

  // The attacker reads all that is released about a question, writes every figure
  // as a sum over groups, and combines them in every linear way there is.
  it('lets nobody work out a group of fewer than five', () => {
    const organisation = fc
      .array(fc.integer({ min: 5, max: 12 }), { minLength: 1, maxLength: 6 })
      .chain(sizes =>
        fc.record({
          sizes: fc.constant(sizes),
          responses: fc
            .tuple(
              ...sizes.map((size, index) =>
                fc.array(
                  fc
                    .option(
                      fc.oneof(
                        fc.integer({ min: 1, max: 5 }),
                        fc.constantFrom(4, 5, 'dont-know'),
                      ),
                      { nil: undefined },
                    )
                    .map(easy => ({
                      groupId: `g${index}`,
                      answers: easy === undefined ? {} : { easy },
                    })),
                  { maxLength: size },
                ),
              ),
            )
            .map(parts => parts.flat()),
        }),
      );

    fc.assert(
      fc.property(organisation, ({ sizes, responses }) => {
        const [item] = compute(sizes, responses as StoredResponse[]).questions;
        const secret = sizes.map((_, index) =>
          responses
            .filter(({ groupId }) => groupId === `g${index}`)
            .map(({ answers }) => answers.easy)
            .filter(value => typeof value === 'number'),
        );
        const all = secret.flat().length;
        if (item.suppressed) return;
        expect(all).toBeGreaterThanOrEqual(5);

        const released = (item.groups ?? []).flatMap((group, index) =>
          group.suppressed ? [] : [sizes.map((_, at) => Number(at === index))],
        );
        const known = [sizes.map(() => 1), ...released];
        for (let mask = 1; mask < 2 ** sizes.length - 1; mask++) {
          const subset = sizes.map((_, at) => Math.floor(mask / 2 ** at) % 2);
          if (rank([...known, subset]) > rank(known)) continue;
          const values = secret.filter((_, at) => subset[at] === 1).flat();
          const favourable = values.filter(value => Number(value) >= 4).length;
          expect(values.length).toBeGreaterThanOrEqual(5);
          expect(favourable).toBeGreaterThan(0);
          expect(favourable).toBeLessThan(values.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('does show groups where it can', () => {
    const [easy] = compute(
      [9, 8, 7],
      ['g0', 'g1', 'g2'].flatMap(id => [
        ...times(4, id, { easy: 5 }),
        ...times(3, id, { easy: 2 }),
      ]),
    ).questions as any[];
    expect(easy.groups.map((group: any) => group.suppressed)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

/** The rank of a matrix, by elimination. */
function rank(matrix: number[][]): number {
  const [row, ...rest] = matrix;
  if (!row) return 0;
  const column = row.findIndex(value => Math.abs(value) > 1e-9);
  if (column === -1) return rank(rest);
  const reduced = rest.map(other => {
    const factor = other[column] / row[column];
    return other.map((value, index) => value - factor * row[index]);
  });
  return 1 + rank(reduced);
}
