import { Entity } from '@backstage/catalog-model';
import { promises as fs } from 'node:fs';
import path from 'node:path';

/** The skeleton of the test templates. */
export const SKELETON = {
  'catalog-info.yaml': `# What this is.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: \${{ values.name }}
spec:
  type: service
  lifecycle: production
  owner: group:default/commerce
`,
  'README.md':
    '# ${{ values.name }}\n\n{% if values.greet %}Hello ${{ values.greet }}{% endif %}\n',
  'run.sh': '#!/bin/sh\n',
};

const REPO_URL = '${{ parameters.repoUrl }}';

const FETCH = {
  id: 'fetch',
  name: 'Render',
  action: 'fetch:template',
  input: {
    url: './skeleton',
    values: {
      name: '${{ parameters.name }}',
      greet: '${{ parameters.greet }}',
      secret: '${{ secrets.apiKey | upper }}',
    },
  },
};

const RECORD = {
  id: 'record',
  name: 'Record',
  action: 'golden-path:record',
  input: { parameters: '${{ parameters }}', values: FETCH.input.values },
};

const PUBLISH = {
  id: 'publish',
  name: 'Publish',
  action: 'publish:repository',
  input: { repoUrl: REPO_URL },
};

const DISCARD = {
  id: 'discard',
  name: 'Discard',
  if: '${{ failure() }}',
  action: 'repository:discard',
};

const FAIL = {
  id: 'fail',
  name: 'Fail',
  action: 'fs:rename',
  input: { files: [{ from: 'not-there', to: 'x' }] },
};

/** Writes the skeleton to a folder, and makes the templates that render it. */
export async function createTemplates(folder: string): Promise<Entity[]> {
  await Promise.all(
    Object.entries(SKELETON).map(async ([name, content]) => {
      const file = path.join(folder, 'skeleton', name);
      await fs.mkdir(path.dirname(file), { recursive: true });
      await fs.writeFile(file, content);
    }),
  );
  const make = (
    name: string,
    steps: object[],
    output: object = {},
  ): Entity => ({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': `file:${folder}/template.yaml`,
        'backstage.io/template-version': '1.2.0',
      },
    },
    spec: { type: 'service', steps, output } as never,
  });
  return [
    make('service', [FETCH, RECORD, PUBLISH, DISCARD], {
      remoteUrl: '${{ steps.publish.output.remoteUrl }}',
      repositoryUrl: '${{ steps.publish.output.repositoryUrl }}',
      contentsUrl: '${{ steps.publish.output.repoContentsUrl }}',
      commitHash: '${{ steps.publish.output.commitHash }}',
      withheld: '${{ steps.record.output.withheld }}',
    }),
    make('fails-after-publish', [FETCH, RECORD, PUBLISH, FAIL, DISCARD]),
    make('fails-before-publish', [FETCH, RECORD, FAIL, PUBLISH, DISCARD]),
    make('fails-and-keeps', [FETCH, RECORD, PUBLISH, FAIL]),
    make('slow', [
      FETCH,
      PUBLISH,
      {
        id: 'wait',
        name: 'Wait',
        action: 'debug:wait',
        input: { seconds: 20 },
      },
      DISCARD,
    ]),
  ];
}
