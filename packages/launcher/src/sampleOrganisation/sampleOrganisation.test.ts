import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { rootDir } from '../settings';
import { createSystems } from './entities';
import { accounts, createPeople } from './people';
import { renderRepository } from './renderRepository';
import { sampleRepositories } from './repositories';
import { platformFiles } from './seedPlatformRepository';

interface SampleEntity {
  kind: string;
  metadata: { name: string };
  spec: Record<string, any>;
}

it('has sixty people in six teams, one of three, the same for the same seed', () => {
  const entities = createPeople(1) as SampleEntity[];
  expect(createPeople(1)).toEqual(entities);
  expect(createPeople(2)).not.toEqual(entities);

  const users = entities.filter(({ kind }) => kind === 'User');
  const teams = entities.filter(({ spec }) => spec.type === 'team');
  const sizes = teams.map(
    ({ metadata }) =>
      users.filter(({ spec }) => spec.memberOf.includes(metadata.name)).length,
  );
  expect(users).toHaveLength(60);
  expect(new Set(users.map(({ metadata }) => metadata.name)).size).toBe(60);
  expect(teams).toHaveLength(6);
  expect(Math.min(...sizes)).toBe(3);
  expect(
    entities.filter(({ spec }) => spec.type === 'department'),
  ).toHaveLength(2);
  expect(users.map(({ metadata }) => metadata.name)).toEqual(
    expect.arrayContaining(accounts.map(({ name }) => name)),
  );
});

it('renders every repository whole, and points only at what there is', async () => {
  const layers = path.join(rootDir, 'packages/launcher/sample/layers');
  const groups = (createPeople(1) as SampleEntity[])
    .filter(({ kind }) => kind === 'Group')
    .map(({ metadata }) => `group:default/${metadata.name}`);
  const systems = (createSystems() as SampleEntity[]).map(
    ({ metadata }) => metadata.name,
  );
  const components = sampleRepositories.map(
    ({ name }) => `component:default/${name}`,
  );

  for (const repository of sampleRepositories) {
    const files = await renderRepository(layers, repository);
    expect([...files.values()].join('\n')).not.toMatch(/\{\{|undefined/);
    if (repository.layers.includes('broken-catalog-info')) continue;
    const [component] = parseAllDocuments(files.get('catalog-info.yaml')!).map(
      document => document.toJSON() as SampleEntity,
    );
    expect(groups).toContain(component.spec.owner);
    const { system, dependsOn = [] } = component.spec;
    expect([undefined, ...systems]).toContain(system);
    expect(components).toEqual(expect.arrayContaining(dependsOn));
  }
});

it('has what ships with the project in a repository of its own', async () => {
  const files = await platformFiles(rootDir);
  const names = [...files.keys()];
  expect(names).toEqual(
    expect.arrayContaining([
      'standards/reliability.yaml',
      'surveys/platform-experience.yaml',
      'templates/typescript-service/template.yaml',
    ]),
  );
  expect(names.filter(name => /node_modules|\.\.|\\/.test(name))).toEqual([]);
  expect(await platformFiles(rootDir)).toEqual(files);
});
