import fc from 'fast-check';
import { drawPanel } from './drawPanel';

const organisation = fc
  .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 })
  .map(sizes =>
    sizes.flatMap((size, team) =>
      Array.from({ length: size }, (_, index) => ({
        userRef: `user:default/${team}-${index}`,
        team: { ref: `group:default/${team}` },
      })),
    ),
  );

describe('drawPanel', () => {
  it('draws nobody twice before all were drawn once, wave after wave', () => {
    fc.assert(
      fc.property(
        organisation,
        fc.array(fc.integer({ min: 1, max: 30 }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.string(),
        (people, sizes, seed) => {
          let rounds: ReadonlyMap<string, number> = new Map();
          const times = new Map(people.map(({ userRef }) => [userRef, 0]));
          sizes.forEach((size, wave) => {
            const draw = drawPanel({
              ...{ people, rounds, size },
              seed: `${seed}${wave}`,
            });
            expect(draw.drawn).toHaveLength(Math.min(size, people.length));
            const refs = draw.drawn.map(({ userRef }) => userRef);
            expect(new Set(refs).size).toBe(refs.length);
            for (const ref of refs) times.set(ref, times.get(ref)! + 1);
            const counts = [...times.values()];
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(2);
            rounds = draw.rounds;
          });
        },
      ),
    );
  });

  it('gives every team its part, to the next whole person', () => {
    fc.assert(
      fc.property(
        organisation,
        fc.nat(),
        fc.string(),
        (people, number, seed) => {
          const size = number % (people.length + 1);
          const { drawn } = drawPanel({
            ...{ people, size, seed },
            rounds: new Map(),
          });
          for (const ref of new Set(people.map(({ team }) => team.ref))) {
            const of = (all: typeof people) =>
              all.filter(({ team }) => team.ref === ref).length;
            const quota = (of(people) * size) / people.length;
            expect(of(drawn)).toBeGreaterThanOrEqual(Math.floor(quota));
            expect(of(drawn)).toBeLessThanOrEqual(Math.ceil(quota));
          }
        },
      ),
    );
  });

  it('draws the same from the same seed, in whatever order people come', () => {
    fc.assert(
      fc.property(organisation, fc.string(), (people, seed) => {
        const draw = (from: typeof people) =>
          drawPanel({ people: from, size: 5, seed, rounds: new Map() });
        const first = draw(people);
        const again = draw([...people].reverse());
        expect(again.drawn).toEqual(first.drawn);
        expect([...again.rounds].sort()).toEqual([...first.rounds].sort());
      }),
    );
  });

  it('lets those who come later begin level, and people of one team vary', () => {
    const team = { ref: 'group:default/a' };
    const people = ['a', 'b', 'c', 'new'].map(userRef => ({ userRef, team }));
    const rounds = new Map([
      ['a', 7],
      ['b', 7],
      ['c', 8],
    ]);
    const { drawn, rounds: after } = drawPanel({
      ...{ people, rounds, size: 3, seed: 'x' },
    });
    expect(drawn.map(({ userRef }) => userRef)).toEqual(['a', 'b', 'new']);
    expect(after.get('new')).toBe(8);

    const firsts = Array.from({ length: 40 }, (_, seed) =>
      drawPanel({ people, size: 1, seed: `${seed}`, rounds: new Map() }),
    ).map(draw => draw.drawn[0].userRef);
    expect(new Set(firsts).size).toBe(4);
  });
});
