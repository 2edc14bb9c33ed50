import { parseAnswers } from '@waymark-idp/plugin-golden-path-node';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { rootDir } from '../settings';
import { createSystems } from './entities';
import { accounts, createPeople } from './people';
import { renderRepository } from './renderRepository';
import { sampleRepositories } from './repositories';
import { platformFiles } from './seedPlatformRepository';
import { renderService } from './renderService';
import { sampleServices } from './services';

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

describe('services that came from a template', () => {
  let templates: string;
  const folder = () => path.join(templates, 'typescript-service');
  const git = (...args: string[]) =>
    execFileSync('git', [
      ...['-C', templates, '-c', 'user.name=A', '-c', 'user.email=a@b.example'],
      ...args,
    ]);
  const setVersion = async (version: string) => {
    const file = path.join(folder(), 'template.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/template-version: .*/, `template-version: ${version}`),
    );
  };
  const render = async () =>
    await Promise.all(
      sampleServices.map(async service => ({
        service,
        tree: await renderService(service, {
          templates,
          gitHost: 'localhost:3030',
        }),
      })),
    );

  beforeEach(async () => {
    templates = await mkdtemp(path.join(os.tmpdir(), 'waymark-templates-'));
    await cp(path.join(rootDir, 'templates/typescript-service'), folder(), {
      recursive: true,
    });
  });
  afterEach(() => rm(templates, { recursive: true, force: true }));

  it('are from versions of the past, and are as people left them', async () => {
    git('init', '-q');
    for (const version of ['0.1.0', '0.2.0']) {
      await setVersion(version);
      git('add', '--all');
      git('commit', '-q', '-m', version);
    }
    await setVersion('0.3.0');
    const rendered = await render();
    for (const { service, tree } of rendered) {
      const text = (name: string) => tree.get(name)?.content.toString('utf8');
      const answers = parseAnswers(text('.waymark/answers.yaml')!);
      expect(answers).toMatchObject({
        templateRef: 'template:default/typescript-service',
        templateVersion: ['0.3.0', '0.2.0', '0.1.0'][service.versionsBehind],
        parameters: service.parameters,
      });
      expect(text('catalog-info.yaml')).toContain(
        `template-version: ${answers.templateVersion}`,
      );
      for (const change of service.changes) {
        const shows =
          'remove' in change
            ? !tree.has(change.file)
            : text(change.file)?.includes(
                'append' in change ? change.append : change.with,
              );
        expect([change.file, shows]).toEqual([change.file, true]);
      }
    }
  });

  it('are from the version of today where there is no past', async () => {
    await setVersion('0.3.0');
    for (const { tree } of await render()) {
      const answers = tree.get('.waymark/answers.yaml')!.content;
      expect(parseAnswers(answers.toString('utf8')).templateVersion).toBe(
        '0.3.0',
      );
    }
  });
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
