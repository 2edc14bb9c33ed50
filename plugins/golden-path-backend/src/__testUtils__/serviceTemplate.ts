import { stringify } from 'yaml';

/** Lines with numbers, so that a change of one is a change of one. */
export const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join(
    '',
  );

const descriptor =
  'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\nspec: { type: service }\n';

const template = (version: string, skeleton: Record<string, string>) => ({
  'template.yaml': stringify({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'service',
      namespace: 'default',
      annotations: { 'backstage.io/template-version': version },
    },
    spec: {
      type: 'service',
      parameters: { properties: { name: { type: 'string' } } },
      steps: [
        {
          id: 'fetch',
          action: 'fetch:template',
          input: {
            url: './skeleton',
            values: { name: '${{ parameters.name }}' },
          },
        },
      ],
    },
  }),
  skeleton: { 'catalog-info.yaml': descriptor, ...skeleton },
});

/** A template at version 1. */
export const first = template('1.0.0', {
  'README.md': 'The readme.\n',
  'config.ts': lines(1, 20),
  'server.ts': lines(1, 20),
  'gone.txt': 'dropped in 3\n',
  'logo.svg': '<svg/>\n',
});

/** The same at version 2: one line more. */
export const second = template('2.0.0', {
  'README.md': 'The readme.\n\nMore of it.\n',
  'config.ts': lines(1, 20),
  'server.ts': lines(1, 20),
  'gone.txt': 'dropped in 3\n',
  'logo.svg': '<svg/>\n',
});

/** The same at version 3: a rename, a change that meets one made by hand, and what is new and gone. */
export const third = {
  ...template('3.0.0', {
    'README.md': 'The readme, improved.\n',
    'settings.ts': `${lines(1, 19)}line 20, improved\n`,
    'server.ts': `line 1, improved\n${lines(2, 20)}`,
    'new.txt': 'new\n',
    'logo.svg': '<svg></svg>\n',
  }),
  'CHANGELOG.md': '## 3.0.0\n\n- Config is called settings.\n',
  migrations: {
    '3.0.0.yaml':
      'apiVersion: waymark.internal/v1\nkind: Migration\nsteps:\n  - rename: { from: config.ts, to: settings.ts }\n',
  },
};
