import fc from 'fast-check';
import { type SegmentedPerson, segmentsOf } from './segmentsOf';

function members(
  count: number,
  team: string,
  above: string[] = [],
  bands?: Record<string, string>,
): SegmentedPerson[] {
  const named = (name: string) => ({
    ref: `group:default/${name}`,
    title: name,
  });
  return Array.from({ length: count }, (_, at) => ({
    userRef: `user:default/${team}-${at}-${bands?.tenure ?? ''}`,
    team: named(team),
    above: above.map(named),
    bands,
  }));
}

describe('segmentsOf', () => {
  it('puts small teams with their siblings, and shows every level of the tree', () => {
    const { groups, cells } = segmentsOf(
      [
        ...members(6, 'a', ['x']),
        ...members(3, 'b', ['x']),
        ...members(10, 'c', ['x']),
        ...members(7, 'd', ['y']),
        ...members(2, 'e', ['z']),
      ],
      5,
    );
    expect(groups.map(({ title, invited }) => [title, invited])).toEqual([
      ['c', 10],
      ['a + b', 9],
      ['d + e', 9],
    ]);
    // Without e, y is not all of y: it is no group of the results.
    expect(
      cells.map(({ title, level, invited, parentId }) => [
        title,
        level,
        invited,
        parentId,
      ]),
    ).toEqual([
      ['x', 1, 19, undefined],
      ['c', 2, 10, 'team:group:default/x'],
      ['a + b', 2, 9, 'team:group:default/x'],
      ['d + e', 1, 9, undefined],
    ]);
  });

  it('divides by declared bands as far as every part is large enough', () => {
    const { groups, cells } = segmentsOf(
      [
        ...members(8, 'a', [], { tenure: 'new' }),
        ...members(5, 'a', [], { tenure: 'old' }),
        ...members(6, 'b', [], { tenure: 'new' }),
        ...members(4, 'b', [], { tenure: 'old' }),
      ],
      5,
      ['tenure'],
    );
    expect(groups.map(({ invited }) => invited)).toEqual([8, 5, 10]);
    expect(
      cells.map(({ dimension, title, invited }) => [dimension, title, invited]),
    ).toEqual([
      ['team', 'a', 13],
      ['team', 'b', 10],
      ['tenure', 'new', 8],
      ['tenure', 'old', 5],
      ['tenure', 'new + old', 10],
    ]);
  });

  it('never stores a combination with fewer than the minimum, and loses nobody', () => {
    const team = fc.record({
      size: fc.integer({ min: 1, max: 12 }),
      above: fc.constantFrom([], ['x'], ['y'], ['x', 'z'], ['x', 'w', 'v']),
      bands: fc.array(fc.constantFrom('new', 'some', 'old'), { minLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(team, { minLength: 1, maxLength: 8 }), teams => {
        const people = teams.flatMap(({ size, above, bands }, at) =>
          members(size, `t${at}`, [...above]).map((person, index) => ({
            ...person,
            bands: { tenure: bands[index % bands.length] },
          })),
        );
        const { groups, cells, groupOf } = segmentsOf(people, 5, ['tenure']);
        const sizes = groups.map(
          ({ id }) => [...groupOf.values()].filter(own => own === id).length,
        );
        expect(sizes).toEqual(groups.map(({ invited }) => invited));
        expect(groupOf.size).toBe(people.length);
        expect(groups.length === 1 || Math.min(...sizes) >= 5).toBe(true);
        for (const { dimension, parentId, segments } of cells) {
          const parent = cells.find(({ id }) => id === parentId);
          const all = parent?.segments ?? groups.map(({ id }) => id);
          expect(segments.every(id => all.includes(id))).toBe(true);
          const parts = cells.filter(
            cell => cell.dimension === dimension && cell.parentId === parentId,
          );
          // The parts of a whole have nobody in common.
          const counted = parts.flatMap(part => part.segments);
          expect(new Set(counted).size).toBe(counted.length);
        }
      }),
    );
  });
});
