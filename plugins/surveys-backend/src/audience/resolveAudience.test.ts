import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Audience } from '@waymark-idp/plugin-surveys-common';
import { organisation } from '../__testUtils__/sampleOrganisation';
import { groupsOf } from './groupsOf';
import { resolveAudience } from './resolveAudience';

const loner = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'loner', namespace: 'default' },
  spec: {},
};

describe('resolveAudience', () => {
  const catalog = catalogServiceMock({
    entities: [...organisation({ alpha: 6, beta: 5 }), loner],
  });
  const resolve = (audience: Audience) =>
    resolveAudience(audience, { catalog, auth: mockServices.auth() });

  it('takes everyone, each for the team they are in', async () => {
    const people = await resolve({ everyone: true });
    expect(people).toHaveLength(12);
    expect(people[0]).toEqual({
      userRef: 'user:default/alpha-0',
      team: { ref: 'group:default/alpha', title: 'Team alpha' },
    });
    expect(people[11]).toEqual({
      userRef: 'user:default/loner',
      team: undefined,
    });
    const { groups, groupOf } = groupsOf(people, 5);
    expect(groups.map(group => [group.title, group.invited])).toEqual([
      ['Team alpha', 6],
      ['Team beta + Without a team', 6],
    ]);
    expect(groupOf.get('user:default/loner')).toBe(groups[1].id);
  });

  it('takes the members of groups and of what is below them', async () => {
    expect(await resolve({ groups: ['department'] })).toHaveLength(11);
    expect(
      await resolve({ groups: ['beta', 'group:default/beta'] }),
    ).toHaveLength(5);
    await expect(resolve({ groups: ['gone'] })).rejects.toThrow(
      'The catalog has no group group:default/gone.',
    );
  });
});
