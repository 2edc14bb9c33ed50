import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('GET /names', () => {
  const directory = createMockDirectory();
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    portal = await startPortal({
      databases,
      root: directory.resolve('repositories'),
      entities: [
        {
          apiVersion: 'v1',
          kind: 'API',
          metadata: { name: 'taken', namespace: 'shop' },
        },
        {
          apiVersion: 'v1',
          kind: 'Component',
          metadata: { name: 'templates' },
        },
      ],
    });
    await portal.git('POST', '/api/v1/orgs/sample/repos', {
      name: 'templates',
    });
  });

  afterAll(() => portal?.close());

  const names = (query: object) =>
    portal.request('GET', `/names?${new URLSearchParams({ ...query })}`);

  it('finds a name free, on the catalog and on the host', async () => {
    await expect(
      names({ name: 'orders', host: portal.host, owner: 'sample' }),
    ).resolves.toMatchObject({
      status: 200,
      body: { available: true, problems: [], unchecked: [] },
    });
    await expect(names({ name: 'orders' })).resolves.toMatchObject({
      body: { available: true },
    });
  });

  it('says everywhere that a name is taken', async () => {
    const { body } = await names({
      name: 'templates',
      host: portal.host,
      owner: 'sample',
    });
    expect(body).toMatchObject({ available: false, unchecked: [] });
    expect(body.problems).toHaveLength(2);
    expect(body.problems).toEqual(
      expect.arrayContaining([
        {
          where: 'catalog',
          message:
            'The catalog has component:default/templates already. Choose another name.',
        },
        {
          where: 'host',
          message: `The repository sample/templates exists already on ${portal.host}. Choose another name.`,
        },
      ]),
    );
    await expect(names({ name: 'taken' })).resolves.toMatchObject({
      body: {
        available: false,
        problems: [{ message: expect.stringContaining('api:shop/taken') }],
      },
    });
  });

  it.each([
    '',
    'x'.repeat(300),
    'Orders',
    'ördérs',
    '../orders',
    '..%2forders',
    'a/b',
    '.git',
  ])('says that %j is no name, and asks no one', async name => {
    portal.catalog.queryEntities.mockClear();
    const { status, body } = await names({
      name,
      host: portal.host,
      owner: 'sample',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      available: false,
      problems: [{ where: 'name' }],
    });
    expect(portal.catalog.queryEntities).not.toHaveBeenCalled();
  });

  it('sends the credentials to configured hosts only, and to no path but the repository', async () => {
    for (const [host, owner, message] of [
      ['evil.test', 'sample', 'not a git host of this portal'],
      ['169.254.169.254', 'sample', 'not a git host of this portal'],
      [portal.host, '../../api/v1/users', 'must be the name'],
      [portal.host, '', 'is empty'],
    ]) {
      const { body } = await names({ name: 'orders', host, owner });
      expect(body).toMatchObject({
        available: false,
        problems: [
          { where: 'host', message: expect.stringContaining(message) },
        ],
      });
    }
  });

  it('says what could not be asked', async () => {
    portal.catalog.queryEntities.mockRejectedValueOnce(new Error('secret'));
    const { body, text } = await names({
      name: 'orders',
      host: 'down.test',
      owner: 'sample',
    });
    expect(body.available).toBe(true);
    expect(body.unchecked).toHaveLength(2);
    expect(text).toContain('The git host down.test did not answer');
    expect(text).not.toContain('secret');
  });

  it('takes the documented question only', async () => {
    await expect(names({})).resolves.toMatchObject({ status: 400 });
    await expect(names({ name: 'orders', other: '1' })).resolves.toMatchObject({
      status: 400,
    });
    await expect(names({ name: 'x'.repeat(1001) })).resolves.toMatchObject({
      status: 400,
    });
    await expect(portal.request('GET', '/undocumented')).resolves.toMatchObject(
      { status: 400 },
    );
  });
});
