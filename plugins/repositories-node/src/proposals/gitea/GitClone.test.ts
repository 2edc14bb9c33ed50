import fs from 'node:fs/promises';
import os from 'node:os';
import { basic, DEVELOPER, TestGitHost } from '@waymark-idp/git-host/testUtils';
import { GitClone } from './GitClone';

jest.setTimeout(60_000);

describe('GitClone', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
    await host.pushed('orders', { 'a.txt': 'one\n', 'b/c.txt': 'two\n' });
  });
  afterAll(() => host.close());

  const open = (name: string, password = DEVELOPER.password) =>
    GitClone.create({
      url: `${host.url}/sample/${name}.git`,
      authorization: basic({ ...DEVELOPER, password }),
      secrets: [password],
    });
  const left = async () =>
    (await fs.readdir(os.tmpdir())).filter(name =>
      name.startsWith('waymark-clone-'),
    );

  it('has commits and folders, no contents, and leaves nothing behind', async () => {
    const before = await left();
    const clone = await open('orders');
    const tips = await clone.fetch(['main', 'nowhere']);
    expect([...tips.keys()]).toEqual(['main']);
    const objects = await clone.run([
      'cat-file',
      '--batch-all-objects',
      '--batch-check=%(objecttype)',
    ]);
    expect(objects.trim().split('\n').sort()).toEqual([
      'commit',
      'tree',
      'tree',
    ]);
    await clone.dispose();
    expect(await left()).toEqual(before);
  });

  it('says what to do where git or the host says no', async () => {
    const fetched = async (name: string, password?: string) => {
      const clone = await open(name, password);
      try {
        return await clone.fetch(['main']);
      } finally {
        await clone.dispose();
      }
    };
    await expect(fetched('nowhere')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(fetched('orders', 'wrong-one')).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('renew those under integrations'),
    });
    await expect(
      GitClone.create({
        url: 'http://localhost:1/a/b.git',
        authorization: undefined,
        secrets: [],
      }).then(clone => clone.fetch(['main']).finally(() => clone.dispose())),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });

    const { PATH } = process.env;
    process.env.PATH = '/nowhere';
    try {
      await expect(open('orders')).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('install it on the PATH'),
      });
    } finally {
      process.env.PATH = PATH;
    }
  });
});
