import { SampleRepository, sampleDomains, sampleSystems } from './repositories';

const API_VERSION = 'backstage.io/v1alpha1';

/** The systems and domains, kept with the organisation. */
export function createSystems(): object[] {
  return [
    ...sampleDomains.map(({ name, title, owner }) => ({
      apiVersion: API_VERSION,
      kind: 'Domain',
      metadata: { name, title },
      spec: { owner: `group:default/${owner}` },
    })),
    ...sampleSystems.map(({ name, title, owner, domain }) => ({
      apiVersion: API_VERSION,
      kind: 'System',
      metadata: { name, title },
      spec: { owner: `group:default/${owner}`, domain },
    })),
  ];
}

/** What a repository's catalog-info.yaml says. */
export function createCatalogInfo(repository: SampleRepository): object[] {
  const { name, title, description, team, described, system } = repository;
  const hasDocs = repository.layers.includes('techdocs');
  const owner = `group:default/${team}`;
  const component = {
    apiVersion: API_VERSION,
    kind: 'Component',
    metadata: {
      name,
      ...(described && {
        title,
        description,
        tags: ['typescript', repository.type],
        links: [
          {
            url: `https://dashboards.sample.example/${name}`,
            title: 'Dashboard',
          },
        ],
      }),
      ...((hasDocs || repository.layer) && {
        annotations: {
          ...(hasDocs && { 'backstage.io/techdocs-ref': 'dir:.' }),
          ...(repository.layer && {
            'waymark.internal/layer': repository.layer,
          }),
        },
      }),
    },
    spec: {
      type: repository.type,
      lifecycle: repository.lifecycle,
      owner,
      ...(system && { system }),
      ...(repository.api && { providesApis: [name] }),
      ...(repository.consumesApis && { consumesApis: repository.consumesApis }),
      ...(repository.dependsOn && { dependsOn: repository.dependsOn }),
    },
  };
  if (!repository.api) return [component];
  const api = {
    apiVersion: API_VERSION,
    kind: 'API',
    metadata: { name, description: `The API of ${title}.` },
    spec: {
      type: 'openapi',
      lifecycle: repository.lifecycle,
      owner,
      ...(system && { system }),
      definition: { $text: './openapi.yaml' },
    },
  };
  return [component, api];
}
