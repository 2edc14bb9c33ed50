import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { parseAnswers } from '@waymark-idp/plugin-golden-path-node';
import { createTemplate } from '../__testUtils__/createTemplate';
import { FakeConformity } from '../__testUtils__/FakeConformity';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const DESCRIPTOR =
  'kind: Component\nmetadata:\n  name: ${{ values.name }}\nspec: { type: service }\n';

const check = (id: string, state: string, outcome: object = {}) => ({
  id,
  title: `It is ${id}`,
  level: 'gold',
  outcome: { state, message: `${id}: ${state}`, evidence: [], ...outcome },
});

describe('POST /templates/{kind}/{namespace}/{name}/previews/score', () => {
  const directory = createMockDirectory();
  const conformity = FakeConformity.create();
  let portal: Awaited<ReturnType<typeof startPortal>>;

  const ask = (what: 'previews' | 'previews/score', parameters: object) =>
    portal.request('POST', `/templates/template/default/service/${what}`, {
      body: {
        parameters: {
          repoUrl: `${portal.host}?owner=sample&repo=orders`,
          ...parameters,
        },
      },
      token: mockCredentials.user.token('user:default/ada'),
    });

  beforeAll(async () => {
    directory.setContent({
      template: {
        'template.yaml': 'kind: Template',
        skeleton: {
          'catalog-info.yaml': DESCRIPTOR,
          'README.md': '# ${{ values.name }} in ${{ values.region }}\n',
          'logo.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]),
          'large.txt': 'x'.repeat(300_000),
        },
      },
    });
    portal = await startPortal({
      databases,
      root: directory.resolve('repositories'),
      features: [conformity.plugin],
      entities: [],
    });
    await portal.push('templates', directory.resolve('template'));
    portal.entities.push(
      createTemplate(
        'service',
        `url:${portal.url}/sample/templates/src/branch/main/template.yaml`,
      ),
    );
  });

  beforeEach(() => {
    conformity.asked.length = 0;
    conformity.answer = {
      status: 200,
      body: {
        score: 87.5,
        level: 'bronze',
        counts: { passed: 7, failed: 1, error: 1, 'not-applicable': 2 },
        later: ['told', 'green'],
        standards: [
          { checks: [check('green', 'passed'), check('red', 'failed')] },
          {
            checks: [
              check('asked', 'error'),
              check('soon', 'failed', { upcoming: true }),
              check('told', 'not-applicable'),
            ],
          },
        ],
      },
    };
  });

  afterAll(() => portal?.close());

  it('is of the files of the preview, all of them, as the caller may ask', async () => {
    const { body: shown } = await ask('previews', { name: 'orders' });
    expect(conformity.asked).toEqual([]);
    const { status, body } = await ask('previews/score', { name: 'orders' });
    expect(status).toBe(200);
    expect(body).toEqual({
      score: 87.5,
      level: 'bronze',
      passed: 7,
      applicable: 9,
      notPassing: [
        { id: 'red', title: 'It is red', message: 'red: failed' },
        { id: 'asked', title: 'It is asked', message: 'asked: error' },
      ],
      later: [
        { id: 'green', title: 'It is green', message: 'green: passed' },
        { id: 'told', title: 'It is told', message: 'told: not-applicable' },
      ],
    });

    const [{ query, principal, files }, ...others] = conformity.asked;
    expect(others).toEqual([]);
    // What is created has the newest version of its template.
    expect(query).toEqual({
      facts: '{"golden-path":{"majorsBehind":0,"minorsBehind":0}}',
    });
    // On behalf of the caller, not as the portal itself.
    expect(principal).toMatchObject({ userEntityRef: 'user:default/ada' });
    expect([...files.keys()].sort()).toEqual(
      shown.files.map((file: any) => file.path),
    );
    const texts = shown.files
      .filter((file: any) => file.content !== undefined)
      .map((file: any) => [file.path, file.content]);
    expect(texts).toHaveLength(shown.files.length - 2);
    expect([...files]).toEqual(expect.arrayContaining(texts));
    // What a preview does not show is scored all the same.
    expect(files.get('logo.png')).toContain('PNG');
    expect(files.get('large.txt')!).toHaveLength(300_000);
    // What is recorded at creation is part of it.
    expect(files.get('catalog-info.yaml')!).toContain(
      'backstage.io/source-template: template:default/service',
    );
    expect(parseAnswers(files.get('.waymark/answers.yaml')!)).toMatchObject({
      templateRef: 'template:default/service',
      parameters: expect.objectContaining({ name: 'orders' }),
    });
    await expect(
      portal.git('GET', '/api/v1/repos/sample/orders'),
    ).resolves.toMatchObject({ status: 404 });
  });

  it('is of what was shown, and of what would be where nothing was shown', async () => {
    const readme = () => conformity.asked.at(-1)!.files.get('README.md')!;
    await ask('previews', { name: 'orders' });
    await ask('previews', { name: 'stock' });
    await ask('previews/score', { name: 'orders' });
    expect(readme()).toBe('# orders in north\n');
    await ask('previews/score', { name: 'stock' });
    expect(readme()).toBe('# stock in north\n');
    // Scored before: rendered again.
    await ask('previews/score', { name: 'stock' });
    expect(readme()).toBe('# stock in north\n');
    await ask('previews/score', { name: 'never-shown' });
    expect(readme()).toBe('# never-shown in north\n');
    conformity.answer.body = {
      counts: { passed: 0, failed: 0, error: 0 },
      standards: [],
    };
    await expect(
      ask('previews/score', { name: 'orders' }),
    ).resolves.toMatchObject({
      status: 200,
      body: { passed: 0, applicable: 0, notPassing: [], later: [] },
    });
  });

  it('says why there is none, and refuses what a preview refuses', async () => {
    const refused = (status: number, message: string) => {
      conformity.answer = {
        status,
        body: {
          error: { name: 'Error', message },
          response: { statusCode: status },
        },
      };
      return ask('previews/score', { name: 'orders' });
    };
    await expect(
      refused(400, 'It declares several components.'),
    ).resolves.toMatchObject({
      status: 400,
      body: {
        error: {
          message:
            'These files cannot be scored: It declares several components.',
        },
      },
    });
    for (const status of [403, 404, 500, 503]) {
      const { body, ...answer } = await refused(status, 'inner words');
      expect(answer.status).toBe(503);
      expect(body.error.message).toContain('The checks do not answer now.');
      expect(answer.text).not.toContain('inner words');
    }
    await expect(
      ask('previews/score', { name: 'x'.repeat(21) }),
    ).resolves.toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('maximum length') } },
    });
    await expect(
      portal.request(
        'POST',
        '/templates/template/default/nothing/previews/score',
        { body: { parameters: {} } },
      ),
    ).resolves.toMatchObject({ status: 404 });
  });
});
