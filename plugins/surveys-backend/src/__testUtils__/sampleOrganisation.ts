import type { Entity } from '@backstage/catalog-model';

/** A department of teams with this many people each: `user:default/<team>-<n>`. */
export function organisation(sizes: Record<string, number>): Entity[] {
  const teams = Object.keys(sizes);
  const group = (
    name: string,
    spec: Entity['spec'],
    relations: any[] = [],
  ) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec,
    relations,
  });
  return [
    group('department', { type: 'department' }),
    ...teams.map(name =>
      group(name, { type: 'team', profile: { displayName: `Team ${name}` } }, [
        { type: 'childOf', targetRef: 'group:default/department' },
      ]),
    ),
    ...teams.flatMap(team =>
      Array.from({ length: sizes[team] }, (_, index) => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: `${team}-${index}`, namespace: 'default' },
        spec: {},
        relations: [
          { type: 'memberOf', targetRef: 'group:default/department' },
          { type: 'memberOf', targetRef: `group:default/${team}` },
        ],
      })),
    ),
  ];
}

/** The entity refs of the people of an organisation. */
export function peopleOf(sizes: Record<string, number>): string[] {
  return Object.entries(sizes).flatMap(([team, size]) =>
    Array.from({ length: size }, (_, index) => `user:default/${team}-${index}`),
  );
}
