import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { first, lines, third } from '../__testUtils__/serviceTemplate';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const folder = path.resolve(
  __dirname,
  '../../../../templates/adopt-golden-path',
);
const adopt = parse(readFileSync(`${folder}/template.yaml`, 'utf8')) as Entity;

/** As the catalog has it, from its descriptor. */
function registered(template: Entity, location: string): Entity {
  const { annotations } = template.metadata;
  return {
    ...template,
    metadata: {
      ...template.metadata,
      namespace: 'default',
      etag: '1',
      annotations: {
        ...annotations,
        'backstage.io/managed-by-location': `file:${location}/template.yaml`,
      },
    },
  };
}

describe('a repository that was there before the template', () => {
  const directory = createMockDirectory();
  const owner = mockCredentials.user.token('user:default/ada');
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let ledger: Entity;

  beforeAll(async () => {
    directory.setContent({
      template: first,
      ledger: {
        'catalog-info.yaml': `# Ours.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
spec:
  type: service
  lifecycle: production
  owner: user:default/ada
`,
        'README.md': 'Books every movement of money.\n',
        'config.ts': lines(1, 20),
        'server.ts': `${lines(1, 19)}line 20, ours\n`,
        'own.ts': 'own\n',
      },
    });
    portal = await startPortal({
      databases,
      root: directory.resolve('repositories'),
      entities: [
        registered(
          parse(first['template.yaml']),
          directory.resolve('template'),
        ),
        registered(adopt, folder),
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'ada', namespace: 'default' },
          spec: { profile: { displayName: 'Ada L', email: 'ada@example.com' } },
        },
      ],
    });
    await portal.push('ledger', directory.resolve('ledger'));
    const source = `${portal.url}/sample/ledger/src/branch/main/`;
    ledger = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'ledger',
        namespace: 'default',
        etag: '1',
        annotations: {
          'backstage.io/source-location': `url:${source}`,
          'backstage.io/managed-by-location': `url:${source}catalog-info.yaml`,
        },
      },
      spec: { type: 'service' },
      relations: [{ type: 'ownedBy', targetRef: 'user:default/ada' }],
    };
    portal.entities.push(ledger);
    await portal.compare();
  });
  afterAll(() => portal?.close());

  it('is adopted by a proposal, shows its drift once that is merged, and gets the next version', async () => {
    const run = () =>
      portal.create(
        'template:default/adopt-golden-path',
        { repository: 'component:default/ledger', fixes: true },
        owner,
      );
    const { status, log, output } = await run();
    expect({ status, log }).toMatchObject({ status: 'completed' });
    expect(log).toMatch(/template:default\/service 1\.0\.0 \(\d+ %\)/);
    const [{ url }] = output.links;
    expect(url).toBe(`${portal.url}/sample/ledger/pulls/1`);

    const pull = '/api/v1/repos/sample/ledger/pulls/1';
    const { body } = await (await portal.git('GET', pull)).json();
    // There is no conformity plugin here: the proposal is made all the same, and says so.
    expect(body).toContain('What could be fixed could not be worked out');
    const merged = await portal.git('POST', `${pull}/merge`, { Do: 'merge' });
    expect(merged.status).toBe(200);

    // What the catalog makes of the merged descriptor.
    const contents = await portal.git(
      'GET',
      '/api/v1/repos/sample/ledger/contents/catalog-info.yaml?ref=main',
    );
    const text = Buffer.from((await contents.json()).content, 'base64');
    expect(String(text)).toMatch(/^# Ours\./);
    Object.assign(
      ledger.metadata.annotations!,
      parse(String(text)).metadata.annotations,
    );
    ledger.metadata.etag = '2';
    directory.addContent({ template: third });
    rmSync(directory.resolve('template/skeleton/config.ts'));
    rmSync(directory.resolve('template/skeleton/gone.txt'));
    await portal.compare();
    const drift = await portal.request(
      'GET',
      '/entities/component/default/ledger/drift',
    );
    expect(drift.body).toMatchObject({
      state: 'behind',
      version: '1.0.0',
      newestVersion: '3.0.0',
      files: expect.arrayContaining([
        { path: 'server.ts', state: 'changed-here', behind: true },
        {
          path: 'logo.svg',
          state: 'deleted-here',
          behind: false,
          ignored: true,
        },
      ]),
    });

    const plan = await portal.request(
      'POST',
      '/entities/component/default/ledger/upgrades/plan',
      { body: {}, token: owner },
    );
    expect(plan.body).toMatchObject({
      from: '1.0.0',
      to: '3.0.0',
      notes: [],
    });
    expect(
      plan.body.conflicts.map((conflict: { path: string }) => conflict.path),
    ).toEqual(['README.md']);
    // What it never had stays away, and is not reported as deleted each time.
    expect(plan.body.ignored).toEqual(['logo.svg']);
    expect(plan.body.files.map((file: { path: string }) => file.path)).toEqual([
      ...['.waymark/answers.yaml', 'README.md', 'catalog-info.yaml'],
      ...['config.ts', 'new.txt', 'server.ts', 'settings.ts'],
    ]);

    // A second time there is something to upgrade, and nothing to adopt.
    const again = await run();
    expect(again.status).toBe('failed');
    expect(again.log).toContain(
      'is on the golden path already: there is a .waymark/answers.yaml of template:default/service 1.0.0.',
    );
  });
});
