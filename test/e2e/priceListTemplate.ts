import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';

/** Files by path. */
type Version = Record<string, string>;

const template = (version: string) =>
  stringify({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'price-list',
      title: 'Price list',
      description: 'A small service that knows what things cost.',
      annotations: { 'backstage.io/template-version': version },
    },
    spec: {
      owner: 'group:default/platform',
      type: 'service',
      parameters: [
        {
          title: 'The price list',
          required: ['name', 'owner', 'repoUrl'],
          properties: {
            name: { type: 'string', 'ui:field': 'GoldenPathName' },
            owner: { type: 'string', 'ui:field': 'GoldenPathOwner' },
            repoUrl: { type: 'string', 'ui:field': 'GoldenPathRepository' },
          },
        },
      ],
      steps: [
        {
          id: 'fetch',
          name: 'Render the service',
          action: 'fetch:template',
          input: { url: './skeleton', values: VALUES },
        },
        {
          id: 'record',
          name: 'Record the answers',
          action: 'golden-path:record',
          input: { parameters: '${{ parameters }}', values: VALUES },
        },
        {
          id: 'publish',
          name: 'Create the repository',
          action: 'publish:repository',
          input: { repoUrl: '${{ parameters.repoUrl }}' },
        },
        {
          id: 'register',
          name: 'Add it to the catalog',
          action: 'catalog:register',
          input: {
            repoContentsUrl: '${{ steps.publish.output.repoContentsUrl }}',
            catalogInfoPath: 'catalog-info.yaml',
          },
        },
      ],
      output: {
        links: [
          {
            title: 'In the catalog',
            entityRef: '${{ steps.register.output.entityRef }}',
          },
        ],
      },
    },
  });

const VALUES = {
  name: '${{ parameters.name }}',
  owner: '${{ parameters.owner }}',
};

const descriptor = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: \${{ values.name }}
spec:
  type: service
  lifecycle: experimental
  owner: \${{ values.owner }}
`;

const settings = `port: 8080
currency: EUR
roundTo: 0.01
requests:
  timeoutMs: 1000
  retries: 2
cache:
  seconds: 60
`;

const server = (start: string) => `import { createServer } from 'node:http';
import { readSettings } from './settings.js';

const settings = readSettings();
${start}

createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ currency: settings.currency }));
}).listen(settings.port);
`;

const runbook = (end: string) => `# When it goes wrong

Look at the log first.

## Prices are old

Restart it: the cache begins empty.
${end}`;

/** Version 1. */
export const first: Version = {
  'template.yaml': template('1.0.0'),
  'CHANGELOG.md': '## 1.0.0\n\n- The first.\n',
  'skeleton/catalog-info.yaml': descriptor,
  'skeleton/README.md': '# ${{ values.name }}\n\nKnows what things cost.\n',
  'skeleton/CONTRIBUTING.md': 'Ask first.\n',
  'skeleton/config.yaml': settings,
  'skeleton/docs/runbook.md': runbook(''),
  'skeleton/src/server.js': server(
    "console.log('Starting on port', settings.port);",
  ),
};

/** Version 3: a file has another name, lines have changed, one file is new and one is gone. */
export const third: Version = {
  'template.yaml': template('3.0.0'),
  'CHANGELOG.md': `## 3.0.0

- \`config.yaml\` is called \`settings.yaml\`, and says how long to drain.
- What starts is logged as an event.

## 2.0.0

- The runbook says what to do when nothing answers.
- A licence.

${first['CHANGELOG.md']}`,
  'migrations/3.0.0.yaml': stringify({
    apiVersion: 'waymark.internal/v1',
    kind: 'Migration',
    steps: [{ rename: { from: 'config.yaml', to: 'settings.yaml' } }],
  }),
  'skeleton/catalog-info.yaml': descriptor,
  'skeleton/README.md':
    '# ${{ values.name }}\n\nKnows what everything costs.\n',
  'skeleton/LICENSE': 'All rights are with the company.\n',
  'skeleton/settings.yaml': `${settings}drainMs: 5000\n`,
  'skeleton/docs/runbook.md': runbook(
    '\n## Nothing answers\n\nLook at the load balancer.\n',
  ),
  'skeleton/src/server.js': server(
    "console.log(JSON.stringify({ event: 'started', port: settings.port }));",
  ),
};

/** Makes a folder the template at a version. */
export async function writeVersion(
  dir: string,
  version: Version,
): Promise<void> {
  await rm(path.join(dir, 'skeleton'), { recursive: true, force: true });
  for (const [name, text] of Object.entries(version)) {
    const file = path.join(dir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
