import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { promisify } from 'node:util';
import { first, third } from '../__testUtils__/serviceTemplate';
import { startWithService } from '../__testUtils__/startWithService';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('versions that are older than the portal', () => {
  const directory = createMockDirectory();
  let world: Awaited<ReturnType<typeof startWithService>>;
  const git = async (...args: string[]) =>
    await promisify(execFile)('git', [
      ...['-C', directory.resolve('platform')],
      ...['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'],
      ...args,
    ]);
  const commit = async () => {
    await git('add', '--all');
    await git('commit', '-q', '-m', 'Change the template');
  };

  // The service is from version 1; the portal has only ever seen version 3.
  beforeAll(async () => {
    directory.setContent({ platform: { templates: { service: first } } });
    await git('init', '-q', '-b', 'main');
    await commit();
    world = await startWithService({
      databases,
      folder: directory.path,
      template: directory.resolve('platform/templates/service'),
    });
    await fs.rm(directory.resolve('platform/templates/service'), {
      recursive: true,
    });
    directory.addContent({ 'platform/templates/service': third });
    await commit();
  });
  afterAll(() => world?.portal.close());

  const versions = async () =>
    await world.portal
      .database('golden-path')('template_version')
      .orderBy('version')
      .pluck('version');

  it('are found in the history of a repository on disk', async () => {
    await world.portal.compare();
    expect(await world.drift()).toMatchObject({
      state: 'behind',
      version: '1.0.0',
      newestVersion: '3.0.0',
      counts: { changedHere: 0, deletedHere: 0 },
    });
    expect(await versions()).toEqual(['1.0.0', '3.0.0']);
    await world.portal.database('golden-path')('template_version').delete();
  });

  it('are found on the git host, once', async () => {
    const { portal, template, service } = world;
    const remote = `http://portal:portal-password@${portal.host}/sample/platform.git`;
    await portal.git('POST', '/api/v1/orgs/sample/repos', { name: 'platform' });
    await git('push', '-q', remote, 'main');
    template.metadata.name = 'service-on-host';
    template.metadata.annotations[
      'backstage.io/managed-by-location'
    ] = `url:${portal.url}/sample/platform/src/branch/main/templates/service/template.yaml`;
    const ref = 'template:default/service-on-host';
    service.metadata.annotations['backstage.io/source-template'] = ref;
    const answers = '.waymark/answers.yaml';
    const text = await fs.readFile(`${world.orders}/${answers}`, 'utf8');
    const record = async (version: string) => {
      await world.commit({
        [answers]: text
          .replace('template:default/service', ref)
          .replace('version: 1.0.0', `version: ${version}`),
      });
      await world.git('push', '-q', 'origin', 'HEAD:main');
    };

    const asked = portal.catalog.getEntityByRef;
    await record('1.0.0');
    asked.mockClear();
    expect(await world.compareAgain()).toMatchObject({
      state: 'behind',
      version: '1.0.0',
      newestVersion: '3.0.0',
    });
    expect(await versions()).toEqual(['1.0.0', '3.0.0']);
    expect((await world.upgrade('/plan')).body).toMatchObject({
      from: '1.0.0',
      to: '3.0.0',
      conflicts: [],
    });
    expect(asked.mock.calls.filter(([name]) => name === ref)).toHaveLength(1);

    // What never was is not looked for again and again.
    await record('2.0.0');
    asked.mockClear();
    expect(await world.compareAgain()).toMatchObject({
      state: 'unknown',
      problem: expect.stringMatching(
        /^Version 2\.0\.0 of .* is not known: .* history .* Known are 3\.0\.0, 1\.0\.0\.$/,
      ),
    });
    expect((await world.upgrade('/plan')).body.error.message).toMatch(
      /Version 2\.0\.0/,
    );
    expect(asked.mock.calls.filter(([name]) => name === ref)).toEqual([]);
  });
});
