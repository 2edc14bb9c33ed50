import { audienceOf } from './audienceOf';

it('makes an audience of what is chosen', () => {
  const nothing = {
    ...{ groups: [], templates: [], types: [], lifecycles: [] },
    ...{ owners: '', joined: '' },
  };
  expect(audienceOf(nothing)).toEqual({ everyone: true });
  const groups = ['group:default/ordering', 'group:other/it'];
  const templates = ['template:default/typescript-service'];
  expect(
    audienceOf({
      ...{ groups, templates, types: ['service', 'library'] },
      ...{ lifecycles: ['production'], joined: '90' },
      owners: 'spec.system=shop, spec.type=website , ',
    }),
  ).toEqual({
    groups,
    ownersOf: {
      'spec.type': ['service', 'library', 'website'],
      'spec.lifecycle': 'production',
      'spec.system': 'shop',
    },
    usersOfTemplates: templates,
    joinedWithinDays: 90,
  });
});
