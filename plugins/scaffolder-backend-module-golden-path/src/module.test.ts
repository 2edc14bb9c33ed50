import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { parseAnswers } from '@waymark-idp/plugin-golden-path-node';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startScaffolder } from './__testUtils__/startScaffolder';
import { createTemplates } from './__testUtils__/templates';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('creating a repository', () => {
  const directory = createMockDirectory();
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startScaffolder>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    portal = await startScaffolder({
      knex,
      root: directory.resolve('repositories'),
      templates: await createTemplates(directory.resolve('template')),
      config: {
        scaffolder: {
          defaultEnvironment: { secrets: { shared: 'portal-wide-secret' } },
        },
      },
    });
  });

  afterAll(() => portal?.close());

  const repoUrl = (name: string, owner = 'sample') =>
    `${portal.host}?owner=${owner}&repo=${name}`;
  const claims = () => knex('repository_claim').orderBy('name');

  it('publishes a repository that says where it came from, and announces it', async () => {
    const run = await portal.run(
      'service',
      {
        name: 'orders',
        repoUrl: repoUrl('orders'),
        greet: '${{ secrets.apiKey }} {% for %}',
        dbPassword: 'swordfish',
        note: 'uses portal-wide-secret',
      },
      { apiKey: 'key-4711' },
    );
    expect(run).toMatchObject({
      status: 'completed',
      output: {
        remoteUrl: `http://${portal.host}/sample/orders.git`,
        repositoryUrl: `http://${portal.host}/sample/orders`,
        contentsUrl: `http://${portal.host}/sample/orders/src/branch/main/`,
        withheld: ['parameters.dbPassword', 'parameters.note', 'values.secret'],
      },
    });

    // A real repository, with the commit that was told, and the mode bits.
    const clone = directory.resolve('clone');
    await promisify(execFile)('git', [
      'clone',
      '-q',
      run.output.remoteUrl,
      clone,
    ]);
    const git = async (...args: string[]) => {
      const { stdout } = await promisify(execFile)('git', [
        '-C',
        clone,
        ...args,
      ]);
      return stdout.trim();
    };
    await expect(git('rev-parse', 'HEAD')).resolves.toBe(run.output.commitHash);
    await expect(git('ls-files')).resolves.toBe(
      '.waymark/answers.yaml\nREADME.md\ncatalog-info.yaml\nrun.sh',
    );

    // Parameters are data: template syntax in them is not rendered again.
    const readme = await portal.readFile('orders', 'README.md');
    expect(readme).toContain('Hello ${{ secrets.apiKey }} {% for %}');

    const text = await portal.readFile('orders', '.waymark/answers.yaml');
    expect(text).not.toMatch(/key-4711|swordfish|portal-wide-secret/i);
    expect(parseAnswers(text)).toEqual({
      templateRef: 'template:default/service',
      templateVersion: '1.2.0',
      digest: expect.stringMatching(/^sha256:/),
      parameters: {
        name: 'orders',
        repoUrl: repoUrl('orders'),
        greet: '${{ secrets.apiKey }} {% for %}',
      },
      values: { name: 'orders', greet: '${{ secrets.apiKey }} {% for %}' },
      withheld: run.output.withheld,
    });
    const descriptor = await portal.readFile('orders', 'catalog-info.yaml');
    expect(descriptor).toMatch(/^# What this is\.\n/);
    expect(descriptor).toContain(
      'backstage.io/source-template: template:default/service',
    );
    expect(descriptor).toContain('backstage.io/template-version: 1.2.0');
    expect(descriptor).toContain('scaffoldedFrom: template:default/service');

    for (let i = 0; i < 50 && portal.events.length === 0; i++) {
      await sleep(50);
    }
    expect(portal.events.map(event => event.eventPayload)).toEqual([
      {
        entityRef: 'component:default/orders',
        template: 'template:default/service',
        version: '1.2.0',
        repositoryUrl: `http://${portal.host}/sample/orders`,
        taskId: run.id,
        user: 'user:default/mock',
      },
    ]);
    expect(run.log).not.toContain('key-4711');
  });

  it('refuses a name that is taken, and touches nothing', async () => {
    const before = await portal.readFile('orders', 'README.md');
    const again = await portal.run('service', {
      name: 'orders',
      repoUrl: repoUrl('orders'),
    });
    expect(again.status).toBe('failed');
    expect(again.log).toContain(
      `The repository sample/orders exists already on ${portal.host}. Nothing was created or changed.`,
    );
    // Made by hand, so that no claim knows of it.
    await portal.git('POST', '/api/v1/orgs/sample/repos', { name: 'by-hand' });
    const byHand = await portal.run('service', {
      name: 'by-hand',
      repoUrl: repoUrl('by-hand'),
    });
    expect(byHand.log).toContain('sample/by-hand exists already');
    await expect(portal.repositoryExists('by-hand')).resolves.toBe(true);
    await expect(portal.readFile('orders', 'README.md')).resolves.toBe(before);
    expect((await claims()).map(row => row.name)).toEqual(['orders']);
  });

  it('lets one of two who want the same name at once have it, whole', async () => {
    const runs = await Promise.all(
      ['one', 'two', 'three'].map(greet =>
        portal.run('service', {
          name: 'payments',
          repoUrl: repoUrl('payments'),
          greet,
        }),
      ),
    );
    const winners = runs.filter(run => run.status === 'completed');
    expect(winners).toHaveLength(1);
    const winner = ['one', 'two', 'three'][runs.indexOf(winners[0])];
    await expect(portal.readFile('payments', 'README.md')).resolves.toContain(
      `Hello ${winner}`,
    );
    expect(
      (await claims()).filter(row => row.name === 'payments'),
    ).toMatchObject([{ state: 'published', task_id: winners[0].id }]);
    for (const loser of runs.filter(run => run !== winners[0])) {
      expect(loser.log).toMatch(
        /is being used by another creation|exists already/,
      );
      expect(loser.log).toContain(
        'This task had created no repository; there was nothing to remove.',
      );
    }
  });

  it('leaves nothing behind where a later step fails', async () => {
    portal.catalog.queryLocations.mockResolvedValueOnce({
      items: [{ id: 'location-1', type: 'url', target: 'x' }],
      totalItems: 1,
      pageInfo: {},
    } as never);
    const late = await portal.run('fails-after-publish', {
      name: 'half',
      repoUrl: repoUrl('half'),
    });
    expect(late.status).toBe('failed');
    expect(late.log).toContain(
      `Removed http://${portal.host}/sample/half. The name is free again.`,
    );
    expect(portal.catalog.removeLocationById).toHaveBeenCalledWith(
      'location-1',
      expect.anything(),
    );
    await expect(portal.repositoryExists('half')).resolves.toBe(false);

    const early = await portal.run('fails-before-publish', {
      name: 'half',
      repoUrl: repoUrl('half'),
    });
    expect(early.log).toContain('there was nothing to remove');
    expect((await claims()).map(row => row.name)).not.toContain('half');

    // And the name can be used.
    const after = await portal.run('service', {
      name: 'half',
      repoUrl: repoUrl('half'),
    });
    expect(after.status).toBe('completed');
  });

  it('keeps the repository where the template does not ask to remove it, and says so to the next', async () => {
    await portal.run('fails-and-keeps', {
      name: 'kept',
      repoUrl: repoUrl('kept'),
    });
    await expect(portal.repositoryExists('kept')).resolves.toBe(true);
    const next = await portal.run('service', {
      name: 'kept',
      repoUrl: repoUrl('kept'),
    });
    expect(next.log).toContain('sample/kept exists already');
    await portal.git('DELETE', '/api/v1/repos/sample/kept');
    const last = await portal.run('service', {
      name: 'kept',
      repoUrl: repoUrl('kept'),
    });
    expect(last.status).toBe('completed');
  });

  it('removes what a cancelled task had published', async () => {
    const { id } = await portal.api('POST', '/tasks', {
      templateRef: 'template:default/slow',
      values: { name: 'cancelled', repoUrl: repoUrl('cancelled') },
    });
    while (!(await portal.repositoryExists('cancelled'))) {
      await sleep(50);
    }
    await portal.api('POST', `/tasks/${id}/cancel`);
    const run = await portal.wait(id);
    expect(run.status).not.toBe('completed');
    for (
      let i = 0;
      (await claims()).some(row => row.name === 'cancelled');
      i++
    ) {
      expect(i).toBeLessThan(200);
      await sleep(50);
    }
    await expect(portal.repositoryExists('cancelled')).resolves.toBe(false);
  });

  it('gives the name of a task that died to the next, and finishes what it had begun itself', async () => {
    const dead = { host: portal.host, owner: 'sample', task_id: randomUUID() };
    await knex('repository_claim').insert([
      { ...dead, name: 'abandoned', state: 'creating' },
      { ...dead, name: 'orphan', state: 'creating' },
    ]);
    await portal.git('POST', '/api/v1/orgs/sample/repos', { name: 'orphan' });
    const free = await portal.run('service', {
      name: 'abandoned',
      repoUrl: repoUrl('abandoned'),
    });
    expect(free.status).toBe('completed');
    const taken = await portal.run('service', {
      name: 'orphan',
      repoUrl: repoUrl('orphan'),
    });
    expect(taken.log).toContain('sample/orphan exists already');
  });

  it.each([
    ['', /Repository name \\?"\\?": The name is empty/],
    ['x'.repeat(300), /The name has 300 characters/],
    ['Orders', /lower-case/],
    ['ördérs', /lower-case/],
    ['..', /lower-case/],
    ['..%2forders', /lower-case/],
    ['%2e%2e%2forders', /lower-case/],
    ['-upload-pack=x', /lower-case/],
    ['orders%00', /lower-case/],
    ['orders%0d%0aX: y', /lower-case/],
  ])(
    'refuses the name %j before anything is created',
    async (name, message) => {
      const before = await claims();
      const run = await portal.run('service', {
        name: 'valid',
        repoUrl: repoUrl(name),
      });
      expect(run.status).toBe('failed');
      expect(run.log).toMatch(message);
      await expect(claims()).resolves.toEqual(before);
    },
  );

  it.each([
    ['?owner=..&repo=a', /owner .*must be the name/],
    ['?owner=sample%2f..&repo=a', /owner .*must be the name/],
    ['?repo=a', /owner .*is empty/],
    ['/../api?owner=sample&repo=a', /not of the form/],
    ['@evil.test?owner=sample&repo=a', /not of the form/],
  ])('refuses the address HOST%s', async (rest, message) => {
    const run = await portal.run('service', {
      name: 'valid',
      repoUrl: `${portal.host}${rest}`,
    });
    expect(run.log).toMatch(message);
  });

  it('creates nothing in a dry run', async () => {
    const template = (await createTemplates(directory.resolve('template')))[0];
    const before = await claims();
    const { output, directoryContents, log } = await portal.api(
      'POST',
      '/dry-run',
      {
        template,
        values: { name: 'dry', repoUrl: repoUrl('dry') },
        directoryContents: [
          {
            path: 'skeleton/catalog-info.yaml',
            base64Content: Buffer.from(
              'kind: Component\nmetadata:\n  name: dry\n',
            ).toString('base64'),
          },
        ],
      },
    );
    expect(output.repositoryUrl).toBe(`http://${portal.host}/sample/dry`);
    expect(JSON.stringify(log)).toContain('Nothing was created');
    expect(directoryContents.map((file: any) => file.path).sort()).toEqual([
      '.waymark/answers.yaml',
      'catalog-info.yaml',
    ]);
    const answers = directoryContents.find((file: any) =>
      file.path.endsWith('answers.yaml'),
    );
    expect(
      parseAnswers(Buffer.from(answers.base64Content, 'base64').toString())
        .templateRef,
    ).toBe('template:default/service');
    await expect(portal.repositoryExists('dry')).resolves.toBe(false);
    await expect(claims()).resolves.toEqual(before);
  });
});
