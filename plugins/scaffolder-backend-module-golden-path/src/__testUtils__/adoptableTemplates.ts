import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { FileTree, TreeFile } from '@waymark-idp/plugin-golden-path-node';
import { parse } from 'yaml';
import { KeptVersion } from './FakePlugins';

const CATALOG_INFO = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: \${{ values.name }}
spec:
  type: service
  lifecycle: production
  owner: \${{ values.owner }}
`;

const README = `# \${{ values.name }}

\${{ values.description }}

Owned by \${{ values.owner }}.
`;

const SERVER = `import { createServer } from 'node:http';

createServer((request, response) => {
  response.end('Hello');
}).listen(8080);
`;

/** A version of a template that renders these files besides a README and the descriptor. */
function make(
  name: string,
  options: {
    version: string;
    type: string;
    files: Record<string, string>;
    annotations?: Record<string, string>;
    asks?: string;
  },
): KeptVersion {
  const { version, type, asks, annotations = {} } = options;
  const text = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: ${name}
  namespace: default
  annotations:
${Object.entries({ ...annotations, 'backstage.io/template-version': version })
  .map(([key, value]) => `    ${key}: ${value}`)
  .join('\n')}
spec:
  type: ${type}
  parameters:
    - required: [name, owner${asks ? `, ${asks}` : ''}]
      properties:
        name: { type: string }
        description: { type: string }
        owner: { type: string }
        port: { type: number, default: 8080 }
${asks ? `        ${asks}: { type: string, title: The ${asks} }` : ''}
  steps:
    - id: fetch
      name: Render
      action: fetch:template
      input:
        url: ./skeleton
        values:
          name: \${{ parameters.name }}
          description: \${{ parameters.description }}
          owner: \${{ parameters.owner }}
          port: \${{ parameters.port }}
          apiKey: \${{ environment.parameters.region }}
`;
  const files: Record<string, string> = {
    'template.yaml': text,
    'skeleton/catalog-info.yaml': CATALOG_INFO,
    'skeleton/README.md': README,
    ...Object.fromEntries(
      Object.entries(options.files).map(([path, content]) => [
        `skeleton/${path}`,
        content,
      ]),
    ),
  };
  return {
    template: parse(text) as TemplateEntityV1beta3,
    version,
    files: new Map(
      Object.entries(files).map(([path, content]): [string, TreeFile] => [
        path,
        { content: Buffer.from(content), mode: '100644' },
      ]),
    ) as FileTree,
  };
}

const second = {
  'src/server.ts': SERVER.replace('Hello', 'Hello again'),
  'src/health.ts': 'export const healthy = true;\n',
  'slo.yaml': 'availability: 99.9\n',
};

/** A service in two versions, a library, one that asks for more, and one that is not to be used. */
export const adoptableTemplates: KeptVersion[] = [
  make('service', { version: '2.0.0', type: 'service', files: second }),
  make('service', {
    version: '1.0.0',
    type: 'service',
    files: { 'src/server.ts': SERVER, Dockerfile: 'FROM node:24\n' },
  }),
  make('library', {
    version: '1.0.0',
    type: 'library',
    files: { 'src/index.ts': 'export {};\n', 'api.md': '# API\n' },
  }),
  make('regional', {
    version: '1.0.0',
    type: 'service',
    files: second,
    asks: 'region',
  }),
  make('old-service', {
    version: '1.0.0',
    type: 'service',
    files: second,
    annotations: { 'waymark.internal/deprecated': 'template:default/service' },
  }),
];

/** Files of a repository that somebody made with version 1.0.0 of the service in mind. */
export const stockFiles = {
  'README.md': `# stock

Counts what is in the warehouses.

Owned by group:default/logistics.
`,
  'package.json': '{ "name": "@sample/stock", "version": "1.0.0" }\n',
  'src/server.ts': SERVER.replace('8080', '9090'),
  Dockerfile: 'FROM node:24\n',
  'src/warehouse.ts': 'export const warehouses = 3;\n',
};

/** A check that can be fixed in files, one that adoption passes, and one that nobody can fix for others. */
export const basicStandard = `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: basics, title: Basics, description: First. }
spec:
  owner: group:default/platform
  checks:
    - id: has-owners
      title: Somebody looks at changes
      level: bronze
      weight: 1
      why: Otherwise nobody does.
      fix:
        how: Name the owner.
        files:
          - create: CODEOWNERS
            content: '* @{{ entity.metadata.annotations["backstage.io/managed-by-location"].split("/")[3] }}/{{ relations[0].targetRef }}'
      exists: CODEOWNERS
    - id: has-origin
      title: It says where it came from
      level: bronze
      weight: 1
      why: Otherwise there are no upgrades.
      fix: Adopt the golden path.
      exists: .waymark/answers.yaml
    - id: has-licence
      title: There is a licence
      level: gold
      weight: 2
      why: Without one nobody may use it.
      fix: Choose one.
      exists: LICENSE
`;

/** A descriptor that somebody wrote by hand. */
export const ledgerDescriptor = `# Ours.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger # never rename
  annotations:
    example.com/kept: 'yes'
spec:
  type: service
  lifecycle: production
  owner: payments
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: ledger }
spec: { type: openapi, lifecycle: production, owner: payments, definition: "{}" }
`;
