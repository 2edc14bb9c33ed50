import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { parseAnswers } from '@waymark-idp/plugin-golden-path-node';
import { startPortal } from '../__testUtils__/startPortal';
import { createTemplate } from '../__testUtils__/createTemplate';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('POST /templates/{kind}/{namespace}/{name}/previews', () => {
  const directory = createMockDirectory();
  let portal: Awaited<ReturnType<typeof startPortal>>;

  const preview = (name: string, parameters: object, token?: string) =>
    portal.request('POST', `/templates/template/default/${name}/previews`, {
      body: { parameters },
      token,
    });

  beforeAll(async () => {
    directory.setContent({
      template: {
        'template.yaml': 'kind: Template',
        skeleton: {
          'catalog-info.yaml':
            'kind: Component\nmetadata:\n  name: ${{ values.name }}\n',
          'README.md': '# ${{ values.name }} in ${{ values.region }}\n',
          'secret.txt': '[${{ values.shared }}]',
          'logo.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]),
          'large.txt': 'x'.repeat(300_000),
        },
      },
    });
    portal = await startPortal({
      databases,
      root: directory.resolve('repositories'),
      entities: [
        createTemplate(
          'on-disk',
          `file:${directory.resolve('template/template.yaml')}`,
        ),
        createTemplate(
          'gone',
          `file:${directory.resolve('missing/template.yaml')}`,
        ),
        createTemplate(
          'broken',
          `file:${directory.resolve('template/template.yaml')}`,
          {
            steps: [
              {
                id: 'fetch',
                action: 'fetch:template',
                input: { url: '../..', values: {} },
              },
            ],
          },
        ),
        {
          apiVersion: 'v1',
          kind: 'API',
          metadata: { name: 'taken', namespace: 'shop' },
        },
      ],
    });
    await portal.push('templates', directory.resolve('template'));
    portal.entities.push(
      createTemplate(
        'in-git',
        `url:${portal.url}/sample/templates/src/branch/main/template.yaml`,
      ),
    );
  });

  afterAll(() => portal?.close());

  it.each(['on-disk', 'in-git'])(
    'shows the files of a template %s, and creates nothing',
    async name => {
      const { status, body, text } = await preview(name, {
        name: 'orders',
        repoUrl: `${portal.host}?owner=sample&repo=orders`,
        note: '${{ secrets.x }}',
      });
      expect({ status, text: status === 200 ? '' : text }).toEqual({
        status: 200,
        text: '',
      });
      expect(body).toMatchObject({
        templateRef: `template:default/${name}`,
        templateVersion: '1.2.0',
        skipped: [
          { id: 'publish', action: 'publish:repository' },
          { id: 'secret-step', reason: expect.stringContaining('who runs') },
          { id: 'register', name: 'Register', action: 'catalog:register' },
        ],
        warnings: ['Places that hold a secret are empty in the preview.'],
      });
      expect(body.files.map((file: any) => file.path)).toEqual([
        '.waymark/answers.yaml',
        'README.md',
        'catalog-info.yaml',
        'large.txt',
        'logo.png',
        'secret.txt',
      ]);
      const [answers, readme, descriptor, large, logo] = body.files;
      expect(readme).toEqual({
        path: 'README.md',
        size: 18,
        content: '# orders in north\n',
      });
      expect(large).toEqual({
        path: 'large.txt',
        size: 300_000,
        truncated: true,
      });
      expect(logo).toEqual({ path: 'logo.png', size: 6, binary: true });
      expect(descriptor.content).toContain(
        `scaffoldedFrom: template:default/${name}`,
      );
      expect(parseAnswers(answers.content)).toMatchObject({
        templateRef: `template:default/${name}`,
        parameters: { note: '${{ secrets.x }}' },
      });
      expect(text).not.toContain('portal-wide-secret');
      await expect(
        portal.git('GET', '/api/v1/repos/sample/orders'),
      ).resolves.toMatchObject({ status: 404 });
      const knex = portal.database('scaffolder');
      await expect(knex('repository_claim')).resolves.toEqual([]);
      await expect(knex('recorded_creation')).resolves.toEqual([]);
    },
  );

  it('says why a template cannot be rendered', async () => {
    const long = await preview('on-disk', { name: 'x'.repeat(21) });
    expect(long).toMatchObject({
      status: 400,
      body: {
        error: {
          name: 'InputError',
          message:
            'The template cannot be rendered with these answers: name does not meet maximum length of 20',
        },
      },
    });
    const name = await preview('on-disk', {
      name: 'orders',
      repoUrl: `${portal.host}?owner=sample&repo=..`,
    });
    expect(name.status).toBe(400);
    expect(name.body.error.message).toContain('Repository name');
    const outside = await preview('broken', { name: 'orders' });
    expect(outside.status).toBe(400);
    expect(outside.body.error.message).toContain('cannot be rendered');
    expect(outside.text).not.toContain(directory.path);
    const gone = await preview('gone', { name: 'orders' });
    expect(gone.text).not.toContain(directory.path);
    expect(gone.status).toBe(400);
  });

  it('knows templates of the catalog only, as the caller sees it', async () => {
    await expect(preview('nothing', { name: 'a' })).resolves.toMatchObject({
      status: 404,
    });
    await expect(
      portal.request('POST', '/templates/api/shop/taken/previews', {
        body: { parameters: {} },
      }),
    ).resolves.toMatchObject({ status: 400 });
    portal.catalog.getEntityByRef.mockClear();
    await preview('on-disk', { name: 'a' });
    expect(portal.catalog.getEntityByRef.mock.calls[0][1]).toMatchObject({
      credentials: {
        principal: { type: 'user', userEntityRef: 'user:default/mock' },
      },
    });
  });

  it('takes the documented body only, of a size that it can bear', async () => {
    for (const body of [
      {},
      { parameters: 'x' },
      { parameters: {}, secrets: { apiKey: 'x' } },
    ]) {
      await expect(
        portal.request('POST', '/templates/template/default/on-disk/previews', {
          body,
        }),
      ).resolves.toMatchObject({ status: 400 });
    }
    await expect(
      preview('on-disk', { name: 'a', x: 'x'.repeat(300_000) }),
    ).resolves.toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('too large') } },
    });
  });
});
