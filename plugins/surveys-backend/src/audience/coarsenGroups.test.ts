import fc from 'fast-check';
import { coarsenGroups } from './coarsenGroups';

function coarsen(sizes: number[], minimum = 5) {
  const groups = sizes.map((size, index) => ({
    id: `g${index}`,
    teams: [`group:default/t${index}`],
    title: `T${index}`,
    size,
  }));
  return coarsenGroups(groups, group => group.size, minimum);
}

describe('coarsenGroups', () => {
  it('leaves large groups alone and puts small ones with the smallest', () => {
    expect(coarsen([9, 7]).groups.map(group => group.title)).toEqual([
      'T0',
      'T1',
    ]);
    expect(coarsen([9, 3, 7]).groups).toEqual([
      { id: 'g0', teams: ['group:default/t0'], title: 'T0' },
      {
        id: 'g1+g2',
        teams: ['group:default/t1', 'group:default/t2'],
        title: 'T1 + T2',
      },
    ]);
    expect(coarsen([9, 3, 7, 2]).groups.map(group => group.title)).toEqual([
      'T0',
      'T2',
      'T1 + T3',
    ]);
    expect(coarsen([1, 2]).groups).toHaveLength(1);
    expect(coarsen([])).toEqual({ groups: [], into: {} });
  });

  it('ends with groups that are large enough, and loses nobody', () => {
    const arbitrary = fc.array(fc.integer({ min: 0, max: 12 }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(arbitrary, sizes => {
        const { groups, into } = coarsen(sizes);
        const sums = new Map(groups.map(group => [group.id, 0]));
        sizes.forEach((size, index) => {
          const id = into[`g${index}`];
          sums.set(id, sums.get(id)! + size);
        });
        const large = [...sums.values()].filter(sum => sum >= 5).length;
        expect(large === groups.length || groups.length === 1).toBe(true);
        expect(groups.flatMap(group => group.teams)).toHaveLength(sizes.length);
      }),
    );
  });
});
