import { audienceOf } from './audienceOf';

it('reads an audience as it is typed', () => {
  const nothing = { groups: '', owners: '', templates: '', joined: '' };
  expect(audienceOf(nothing)).toEqual({ everyone: true });
  expect(
    audienceOf({
      groups: 'ordering, group:other/IT , security/core',
      owners: 'spec.type=service, spec.type=library, spec.lifecycle=production',
      templates: 'typescript-service',
      joined: '90',
    }),
  ).toEqual({
    groups: ['group:default/ordering', 'group:other/it', 'group:security/core'],
    ownersOf: {
      'spec.type': ['service', 'library'],
      'spec.lifecycle': 'production',
    },
    usersOfTemplates: ['template:default/typescript-service'],
    joinedWithinDays: 90,
  });
});
