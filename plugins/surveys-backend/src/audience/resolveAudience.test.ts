import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Audience } from '@waymark-idp/plugin-surveys-common';
import { organisation } from '../__testUtils__/sampleOrganisation';
import { resolveAudience } from './resolveAudience';
import { segmentsOf } from './segmentsOf';

const user = (name: string, joined?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    namespace: 'default',
    ...(joined && { annotations: { 'waymark.internal/joined': joined } }),
  },
  spec: {},
});

const component = (name: string, type: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: {
      'backstage.io/source-template': `template:default/${type}-template`,
    },
  },
  spec: { type, lifecycle: 'production' },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

describe('resolveAudience', () => {
  const catalog = catalogServiceMock({
    entities: [
      ...organisation({ alpha: 6, beta: 5 }),
      user('loner', '2026-01-15'),
      user('newcomer', '2026-02-20'),
      component('orders', 'service', 'group:default/alpha'),
      component('shop', 'website', 'user:default/loner'),
      component('all', 'library', 'group:default/department'),
    ],
  });
  const resolve = (audience: Audience) =>
    resolveAudience(audience, {
      catalog,
      auth: mockServices.auth(),
      now: () => new Date('2026-03-01T00:00:00Z'),
    });
  const size = async (audience: Audience) =>
    (await resolve(audience)).people.length;

  it('takes everyone, each for the team they are in', async () => {
    const { people, joinedUnknown } = await resolve({ everyone: true });
    expect(people).toHaveLength(13);
    expect(joinedUnknown).toBe(0);
    expect(people[0]).toEqual({
      userRef: 'user:default/alpha-0',
      team: { ref: 'group:default/alpha', title: 'Team alpha' },
      above: [{ ref: 'group:default/department', title: 'department' }],
    });
    expect(people[11]).toEqual({ userRef: 'user:default/loner' });
    const { groups, groupOf } = segmentsOf(people, 5);
    expect(groups.map(group => [group.title, group.invited])).toEqual([
      ['Team alpha', 6],
      ['Team beta + Without a team', 7],
    ]);
    expect(groupOf.get('user:default/loner')).toBe(groups[1].id);
  });

  it('takes the members of groups and of what is below them', async () => {
    expect(await size({ groups: ['department'] })).toBe(11);
    expect(await size({ groups: ['beta', 'group:default/beta'] })).toBe(5);
    await expect(resolve({ groups: ['gone'] })).rejects.toThrow(
      'The catalog has no group group:default/gone.',
    );
  });

  it('takes owners of components, by property and by template', async () => {
    expect(await size({ ownersOf: { 'spec.type': 'service' } })).toBe(6);
    expect(
      await size({ ownersOf: { 'spec.type': ['service', 'website'] } }),
    ).toBe(7);
    // Owned by a group: all below it own it.
    expect(await size({ ownersOf: { 'spec.type': 'library' } })).toBe(11);
    expect(await size({ usersOfTemplates: ['website-template'] })).toBe(1);
    // All that is given has to hold.
    expect(
      await size({
        groups: ['beta'],
        ownersOf: { 'spec.type': 'library' },
      }),
    ).toBe(5);
    expect(
      await size({
        ownersOf: { 'spec.type': 'service' },
        usersOfTemplates: ['template:default/website-template'],
      }),
    ).toBe(0);
  });

  it('takes those who joined of late, and counts those it cannot tell of', async () => {
    const { people, joinedUnknown } = await resolve({ joinedWithinDays: 30 });
    expect(people.map(({ userRef }) => userRef)).toEqual([
      'user:default/newcomer',
    ]);
    expect(joinedUnknown).toBe(11);
  });
});
