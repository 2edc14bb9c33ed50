import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('GET /credentials', () => {
  const directory = createMockDirectory();
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    directory.setContent({
      'accounts.json': JSON.stringify([
        { username: 'developer', password: 'd', fullName: 'D', email: 'd@x' },
        { username: 'mock', password: 'm', fullName: 'M', email: 'm@x' },
      ]),
    });
    portal = await startPortal({
      databases,
      root: directory.resolve('repositories'),
      entities: [],
      config: {
        goldenPath: {
          gitHost: {
            accountsFile: directory.resolve('accounts.json'),
            url: 'http://git.test',
          },
        },
      },
    });
  });

  afterAll(() => portal?.close());

  const credentials = (token?: string) =>
    portal.request('GET', '/credentials', { token });

  it("shows one's own account and no other", async () => {
    const own = await credentials(
      mockCredentials.user.token('user:default/developer'),
    );
    expect(own).toMatchObject({
      status: 200,
      body: {
        username: 'developer',
        password: 'd',
        url: 'http://git.test',
      },
    });
    expect(own.headers.get('cache-control')).toBe('no-store');
    for (const stranger of [
      'user:default/nobody',
      'user:other/developer',
      'user:default/..',
    ]) {
      await expect(
        credentials(mockCredentials.user.token(stranger)),
      ).resolves.toMatchObject({ status: 404 });
    }
    await expect(
      credentials(mockCredentials.service.token()),
    ).resolves.toMatchObject({ status: 403 });
  });
});

it('does nothing without permission', async () => {
  const directory = createMockDirectory();
  const portal = await startPortal({
    databases,
    root: directory.resolve('repositories'),
    entities: [],
    result: AuthorizeResult.DENY,
  });
  try {
    for (const [method, path, body] of [
      ['GET', '/names?name=orders'],
      ['POST', '/templates/template/default/a/previews', { parameters: {} }],
      ['GET', '/credentials'],
    ] as const) {
      const { status, body: answer } = await portal.request(method, path, {
        body,
      });
      expect({ path, status }).toEqual({ path, status: 403 });
      expect(answer.error.message).toContain(
        'needs the permission golden-path.',
      );
    }
  } finally {
    await portal.close();
  }
});
