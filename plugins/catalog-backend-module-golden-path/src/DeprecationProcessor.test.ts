import { DeprecationProcessor } from './DeprecationProcessor';

const process = async (deprecated: string | undefined, kind = 'Template') =>
  await DeprecationProcessor.create().preProcessEntity({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind,
    metadata: {
      name: 'old',
      tags: ['service'],
      description: 'A service.',
      ...(deprecated !== undefined && {
        annotations: { 'waymark.internal/deprecated': deprecated },
      }),
    },
    spec: { type: 'service', steps: [] },
  });

it.each([
  [
    'template:shop/better',
    '**Deprecated.** Use [better](/create/templates/shop/better) instead.\n\nA service.',
  ],
  [
    'better',
    '**Deprecated.** Use [better](/create/templates/default/better) instead.\n\nA service.',
  ],
  [
    'true',
    '**Deprecated.** Ask the platform team what to use instead.\n\nA service.',
  ],
  ['api:a/b', '**Deprecated.** Use api:a/b instead.\n\nA service.'],
  ['ask/the/wiki', '**Deprecated.** Use ask/the/wiki instead.\n\nA service.'],
])('marks a template that says %j', async (value, description) => {
  const { metadata } = await process(value);
  expect(metadata).toMatchObject({
    description,
    tags: ['service', 'deprecated'],
  });
});

it('leaves others as they are', async () => {
  for (const entity of [
    await process(undefined),
    await process('false'),
    await process('true', 'Component'),
  ]) {
    expect(entity.metadata).toMatchObject({
      description: 'A service.',
      tags: ['service'],
    });
  }
});
