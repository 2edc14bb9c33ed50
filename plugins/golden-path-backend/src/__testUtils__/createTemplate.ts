import { Entity } from '@backstage/catalog-model';

const VALUES = {
  name: '${{ parameters.name }}',
  shared: '${{ environment.secrets.shared }}',
  region: '${{ environment.parameters.region }}',
};

const STEPS = [
  {
    id: 'fetch',
    action: 'fetch:template',
    input: { url: './skeleton', values: VALUES },
  },
  {
    id: 'record',
    action: 'golden-path:record',
    input: { parameters: '${{ parameters }}', values: VALUES },
  },
  {
    id: 'publish',
    name: 'Publish',
    action: 'publish:repository',
    input: { repoUrl: '${{ parameters.repoUrl }}' },
  },
  {
    id: 'register',
    name: 'Register',
    action: 'catalog:register',
    input: { repoContentsUrl: '${{ steps.publish.output.repoContentsUrl }}' },
  },
  {
    id: 'secret-step',
    name: 'For some only',
    'backstage:permissions': { tags: ['secret'] },
    action: 'fetch:template',
    input: { url: './skeleton', targetPath: 'hidden', values: VALUES },
  },
  { id: 'discard', if: '${{ failure() }}', action: 'repository:discard' },
];

/** A template at a location, with every kind of step that a preview meets. */
export function createTemplate(
  name: string,
  location: string,
  spec: object = {},
): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/template-version': '1.2.0',
      },
    },
    spec: {
      type: 'service',
      parameters: {
        required: ['name'],
        properties: { name: { type: 'string', maxLength: 20 } },
      },
      secrets: {
        schema: {
          type: 'object',
          required: ['apiKey'],
          properties: { apiKey: { type: 'string' } },
        },
      },
      steps: STEPS,
      ...spec,
    } as never,
  };
}
