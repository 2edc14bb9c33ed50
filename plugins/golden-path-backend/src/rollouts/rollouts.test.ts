import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  readTemplateVersion,
  renderVersion,
  stringifyAnswers,
  writeTree,
} from '@waymark-idp/plugin-golden-path-node';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(90_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const templateRef = 'template:default/service';
const NAMES = ['a', 'b', 'c', 'd'];

const template = (version: string, readme: string) => ({
  'template.yaml': stringify({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'service',
      namespace: 'default',
      annotations: {
        'backstage.io/template-version': version,
        'backstage.io/time-saved': 'PT8H',
        'waymark.internal/deprecated': 'template:default/better',
      },
    },
    spec: {
      type: 'service',
      parameters: { properties: { name: { type: 'string' } } },
      steps: [
        {
          id: 'fetch',
          action: 'fetch:template',
          input: {
            url: './skeleton',
            values: { name: '${{ parameters.name }}' },
          },
        },
      ],
    },
  }),
  skeleton: {
    'catalog-info.yaml':
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\nspec: { type: service }\n',
    'README.md': readme,
  },
});

describe('rollouts and adoption on the embedded host', () => {
  const directory = createMockDirectory();
  let portal: Awaited<ReturnType<typeof startPortal>>;
  const token = mockCredentials.user.token('user:default/pat');
  const post = (url: string, body?: object) =>
    portal.request('POST', url, { body, token });
  const detail = async (id: string) =>
    (await portal.request('GET', `/rollouts/${id}`)).body;
  const statesOf = async (id: string) =>
    (await detail(id)).components.map(
      ({ stage, state }: { stage: number; state: string }) =>
        `${stage} ${state}`,
    );
  const pulls = async (name: string) =>
    (
      await portal.git('GET', `/api/v1/repos/sample/${name}/pulls?state=open`)
    ).json() as Promise<Array<{ number: number }>>;
  const nameIn = (entityRef: string) => entityRef.split('/')[1];
  const merge = async (name: string) => {
    const [{ number }] = await pulls(name);
    const url = `/api/v1/repos/sample/${name}/pulls/${number}`;
    await portal.git('POST', `${url}/merge`, { Do: 'merge' });
  };
  const close = async (name: string) => {
    const [{ number }] = await pulls(name);
    await portal.git('PATCH', `/api/v1/repos/sample/${name}/pulls/${number}`, {
      state: 'closed',
    });
  };

  beforeAll(async () => {
    directory.setContent({ template: template('1.0.0', 'One.\n') });
    const version = await readTemplateVersion(directory.resolve('template'));
    portal = await startPortal({
      databases,
      root: directory.resolve('git'),
      entities: [
        {
          ...version.template,
          metadata: {
            ...version.template.metadata,
            etag: '1',
            annotations: {
              ...version.template.metadata.annotations,
              'backstage.io/managed-by-location': `file:${directory.resolve(
                'template/template.yaml',
              )}`,
            },
          },
        },
      ],
    });
    for (const name of NAMES) {
      const rendered = await renderVersion({
        version,
        values: { name },
        integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
      });
      const answers = stringifyAnswers({
        templateRef,
        templateVersion: '1.0.0',
        digest: rendered.digest,
        parameters: { name },
        values: { name },
        withheld: [],
      });
      await writeTree(
        new Map(rendered.tree).set('.waymark/answers.yaml', {
          mode: '100644',
          content: Buffer.from(answers),
        }),
        directory.resolve(name),
      );
      if (name === 'a') {
        await fs.writeFile(
          path.join(directory.resolve(name), 'README.md'),
          'Mine.\n',
        );
      }
      await portal.push(name, directory.resolve(name));
      portal.entities.push({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name,
          namespace: 'default',
          etag: '1',
          annotations: {
            'backstage.io/source-template': templateRef,
            'backstage.io/template-version': '1.0.0',
            'backstage.io/source-location': `url:${portal.url}/sample/${name}/src/branch/main/`,
          },
        },
        spec: { type: 'service' },
      });
    }
    portal.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'old', namespace: 'default', title: '=1+1' },
      relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
    });
    await portal.compare();
  });
  afterAll(() => portal?.close());

  it('tells how a template is used', async () => {
    const { body } = await portal.request(
      'GET',
      '/templates/template/default/service/adoption',
    );
    expect(body).toMatchObject({
      deprecated: { successor: 'template:default/better' },
      newestVersion: '1.0.0',
      created: 4,
      stillOn: 4,
      versions: [{ version: '1.0.0', components: 4 }],
      states: { upToDate: 4, behind: 0, unknown: 0 },
      hotSpots: [{ path: 'README.md', components: 1, share: 0.25 }],
      timeSaved: { perComponentHours: 8, hours: 32 },
      firstGreen: { known: 0 },
      abandoned: { afterDays: 90, components: 0 },
    });
    await portal
      .database('golden-path')('template_use')
      .where('entity_ref', 'component:default/d')
      .update({
        first_seen_at: new Date(Date.now() - 91 * 24 * 60 * 60 * 1000),
        created_at: new Date(Date.now() - 60 * 60 * 1000),
        first_green_at: new Date(),
      });
    const summary = (await portal.request('GET', '/adoption')).body;
    expect(summary).toMatchObject({
      components: 5,
      onTemplate: 4,
      without: [
        {
          owner: 'group:default/shop',
          components: ['component:default/old'],
          total: 1,
        },
      ],
    });
    expect(summary.templates[0].abandoned.components).toBe(1);
    expect(summary.templates[0].firstGreen.known).toBe(1);
    expect(summary.templates[0].firstGreen.medianMinutes).toBeCloseTo(60, 0);

    const csv = await portal.download('/adoption/export?format=csv');
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain(
      `component:default/a,,,${templateRef},1.0.0,1.0.0,up-to-date,1,1,0,0`,
    );
    const versions = '/templates/template/default/service/versions';
    expect((await portal.request('GET', versions)).body.items).toEqual([
      { version: '1.0.0', digest: expect.stringMatching(/^sha256:/) },
    ]);
    const archive = await portal.request('GET', `${versions}/1.0.0/archive`);
    expect(
      archive.body.files.map((file: { path: string }) => file.path),
    ).toContain('skeleton/README.md');
    expect(
      (await portal.request('GET', `${versions}/9.0.0/archive`)).status,
    ).toBe(404);
  });

  it('goes stage by stage, pauses, goes on after a restart, and is done', async () => {
    directory.addContent({ template: template('2.0.0', 'Two.\n') });
    portal.entities[0].metadata.annotations!['backstage.io/template-version'] =
      '2.0.0';
    await portal.compare();
    expect(
      (await post('/rollouts', { templateRef, stages: [50, 20, 100] })).status,
    ).toBe(400);
    const { body: rollout, status } = await post('/rollouts', {
      templateRef,
      stages: [25, 100],
      mergeShare: 1,
    });
    expect(status).toBe(201);
    expect(rollout).toMatchObject({
      version: '2.0.0',
      state: 'running',
      progress: { waiting: 4, total: 4 },
    });
    expect((await post('/rollouts', { templateRef })).status).toBe(409);

    await post(`/rollouts/${rollout.id}/pause`);
    await portal.rollOut();
    expect(await statesOf(rollout.id)).toEqual([
      ...['1 waiting', '2 waiting', '2 waiting', '2 waiting'],
    ]);
    expect((await post(`/rollouts/${rollout.id}/pause`)).status).toBe(409);
    await post(`/rollouts/${rollout.id}/resume`);
    // As if it had been ended after the proposal was opened, before that was noted.
    const [first] = (await detail(rollout.id)).components;
    const path1 = `/entities/component/default/${nameIn(first.entityRef)}`;
    await post(`${path1}/upgrades`, { version: '2.0.0' });
    await portal.rollOut();
    await portal.rollOut();
    expect(await statesOf(rollout.id)).toEqual([
      ...['1 open', '2 waiting', '2 waiting', '2 waiting'],
    ]);
    expect(await pulls(nameIn(first.entityRef))).toHaveLength(1);

    await merge(nameIn(first.entityRef));
    await portal.compare();
    await portal.rollOut();
    const after = await detail(rollout.id);
    expect(after).toMatchObject({ stage: 2, progress: { merged: 1, open: 3 } });
    for (const { entityRef, stage } of after.components) {
      if (stage === 2) {
        await merge(nameIn(entityRef));
      }
    }
    await portal.compare();
    await portal.rollOut();
    expect(await detail(rollout.id)).toMatchObject({
      state: 'done',
      progress: { merged: 4 },
      endedAt: expect.any(String),
    });
  });

  it('stops by itself where proposals are closed unmerged', async () => {
    directory.addContent({ template: template('3.0.0', 'Three.\n') });
    portal.entities[0].metadata.annotations!['backstage.io/template-version'] =
      '3.0.0';
    await portal.compare();
    const { body: rollout } = await post('/rollouts', {
      templateRef,
      stages: [25, 100],
    });
    await portal.rollOut();
    const [first] = (await detail(rollout.id)).components;
    await close(nameIn(first.entityRef));
    await portal.compare();
    await portal.rollOut();
    expect(await detail(rollout.id)).toMatchObject({
      state: 'stopped',
      reason: expect.stringContaining('1 of 1 proposals of stage 1'),
      progress: { closed: 1, waiting: 3, open: 0 },
    });
    expect(
      (await post(`/rollouts/${rollout.id}/resume`)).body.error.message,
    ).toContain('stopped');
    const open = await Promise.all(NAMES.map(pulls));
    expect(open.flat()).toEqual([]);
  });
});
