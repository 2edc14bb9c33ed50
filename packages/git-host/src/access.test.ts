import fs from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { isValidName } from './names';
import {
  ADMIN,
  basic,
  commit,
  DEVELOPER,
  git,
  TestGitHost,
} from './testing/TestGitHost';

jest.setTimeout(60_000);

describe('access to the git host', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
    await host.pushed('orders', { 'a.txt': 'one\n' });
  });
  afterAll(() => host.close());

  it('accepts names of one pattern only', async () => {
    const names: unknown[] = [
      '..',
      '.',
      '.git',
      'a.git',
      'a.lock',
      'a..b',
      '-upload-pack=x',
      '--',
      '',
      ' ',
      'a b',
      'a/b',
      'a%2fb',
      'a\\b',
      'a\nb',
      'a\0b',
      'a;b',
      '~',
      'a:b',
      'con',
      'nul.txt',
      '.hidden',
      'a.',
      'a-',
      '\u043erders',
      'o\u0308rders',
      '\uff4frders',
      'a'.repeat(101),
      'a'.repeat(300),
      undefined,
      7,
      ['a'],
      { a: 1 },
      '__proto__',
    ];
    const before = await fs.readdir(path.join(host.root, 'sample'));
    for (const name of names) {
      const repository = await host.api('POST', '/orgs/sample/repos', {
        as: ADMIN,
        body: { name },
      });
      const owner = await host.api('POST', '/orgs', {
        as: ADMIN,
        body: { username: name },
      });
      expect([name, repository.status, owner.status]).toEqual([name, 422, 422]);
    }
    // Twins by case are taken, not merely impossible; other capitals are neither.
    for (const [name, status] of [
      ['ORDERS', 409],
      ['Orders', 409],
      ['Invoices', 422],
    ]) {
      const twin = await host.api('POST', '/orgs/sample/repos', {
        as: ADMIN,
        body: { name },
      });
      expect([name, twin.status]).toEqual([name, status]);
    }
    expect(
      (
        await host.api('POST', '/orgs', {
          as: ADMIN,
          body: { username: 'Sample' },
        })
      ).status,
    ).toBe(409);
    expect(
      (
        await host.api('POST', '/orgs', {
          as: ADMIN,
          body: { username: 'api' },
        })
      ).status,
    ).toBe(422);
    expect(await fs.readdir(path.join(host.root, 'sample'))).toEqual(before);

    const letters = fc.constantFrom(...'ab1Z.-_/\\\0~ é.git%');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 12 }), name => {
        const folder = path.resolve('/repositories/owner');
        const stays = path.dirname(path.join(folder, `${name}.git`)) === folder;
        const plain = name === name.normalize('NFKC').toLowerCase();
        return !isValidName('repository', name) || (stays && plain);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes pushes with credentials only', async () => {
    const work = await host.workingCopy({ 'b.txt': 'two\n' });
    const heads = () => git(host.gitDir('orders'), 'for-each-ref');
    const before = await heads();
    const plain = `${host.url}/sample/orders.git`;
    await expect(git(work, 'push', plain, 'main:x')).rejects.toThrow(
      /could not read Username/,
    );
    const wrong = { ...DEVELOPER, password: 'wrong' };
    await expect(
      git(work, 'push', host.remote('orders', wrong), 'main:x'),
    ).rejects.toThrow(/Authentication failed/);
    const nobody = { ...DEVELOPER, username: 'nobody', password: '' };
    await expect(
      git(work, 'push', host.remote('orders', nobody), 'main:x'),
    ).rejects.toThrow();

    // Straight to the second request, past the one that asks for credentials.
    const type = { 'content-type': 'application/x-git-receive-pack-request' };
    const target = '/sample/orders.git/git-receive-pack';
    expect(
      (await host.raw('POST', target, type, Buffer.from('0000'))).status,
    ).toBe(401);
    for (const authorization of [
      'Basic',
      'Basic !!!',
      'Bearer x',
      'token x',
      basic(wrong),
      'Basic Og==',
      `Basic ${Buffer.from('developer').toString('base64')}`,
    ]) {
      const response = await host.raw(
        'POST',
        target,
        { ...type, authorization },
        Buffer.from('0000'),
      );
      expect([authorization, response.status]).toEqual([authorization, 401]);
      // Wrong credentials do not even read.
      expect(
        (await host.raw('GET', '/sample/orders', { authorization })).status,
      ).toBe(401);
    }
    expect((await host.raw('GET', '/sample/orders.git/HEAD')).status).toBe(404);
    expect((await host.raw('GET', '/sample/orders.git/info/refs')).status).toBe(
      403,
    );
    expect(
      (await host.raw('GET', '/sample/orders.git/objects/info/packs')).status,
    ).toBe(404);
    expect(await heads()).toBe(before);

    // Neither a forced push nor the end of the default branch.
    await expect(
      git(work, 'push', '--force', host.remote('orders'), 'main'),
    ).rejects.toThrow(/non-fast-forward/);
    await expect(
      git(work, 'push', host.remote('orders'), ':main'),
    ).rejects.toThrow(/deletion of the current branch/);
    await expect(
      git(work, 'push', host.remote('orders'), 'main:refs/waymark/x'),
    ).rejects.toThrow(/hidden ref/);
    expect(await heads()).toBe(before);
  });

  it('shows a private repository to accounts only', async () => {
    await host.createRepository('plans', { private: true });
    const work = await host.workingCopy({ 'secret.txt': 'hush\n' });
    await git(work, 'push', '--quiet', host.remote('plans'), 'main');
    for (const target of [
      '/sample/plans',
      '/sample/plans/src/branch/main/secret.txt',
      '/api/v1/repos/sample/plans',
      '/api/v1/repos/sample/plans/contents/secret.txt',
      '/api/v1/repos/sample/plans/archive/main.tar.gz',
      '/sample/plans.git/info/refs?service=git-upload-pack',
      '/sample/plans/compare/main...main',
      '/sample/plans/commits/branch/main',
    ]) {
      expect([target, (await host.raw('GET', target)).status]).toEqual([
        target,
        401,
      ]);
      expect([
        target,
        (await host.raw('GET', target, { authorization: basic(DEVELOPER) }))
          .status,
      ]).toEqual([target, 200]);
    }
    for (const target of ['/', '/sample', '/api/v1/orgs/sample/repos']) {
      expect((await host.raw('GET', target)).body).not.toContain('plans');
    }
    await expect(
      git(host.dir, 'clone', `${host.url}/sample/plans.git`, 'p1'),
    ).rejects.toThrow(/could not read Username/);
    await git(host.dir, 'clone', '--quiet', host.remote('plans'), 'p2');
    await commit(path.join(host.dir, 'p2'), 'Second', { 'x.txt': 'x' });
  });

  it('refuses what a browser sends for another site', async () => {
    const port = new URL(host.url).port;
    const json = {
      authorization: basic(ADMIN),
      'content-type': 'application/json',
    };
    const body = Buffer.from('{"name":"forged"}');
    const target = '/api/v1/orgs/sample/repos';
    for (const name of [
      'evil.example',
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `x@localhost:${port}`,
      `localhost:${port}/x`,
    ]) {
      expect([
        name,
        (await host.raw('GET', '/', { host: name })).status,
      ]).toEqual([name, 421]);
      expect(
        (await host.raw('POST', target, { ...json, host: name }, body)).status,
      ).toBe(421);
    }
    for (const name of [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `[::1]:${port}`,
    ]) {
      expect([
        name,
        (await host.raw('GET', '/', { host: name })).status,
      ]).toEqual([name, 200]);
    }
    const forged: Record<string, string>[] = [
      { ...json, origin: 'http://evil.example' },
      { ...json, origin: 'null' },
      { ...json, origin: 'http://localhost:7007' },
      { ...json, 'sec-fetch-site': 'cross-site' },
      { ...json, 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of forged) {
      expect((await host.raw('POST', target, headers, body)).status).toBe(403);
      expect(
        (await host.raw('DELETE', '/api/v1/repos/sample/orders', headers))
          .status,
      ).toBe(403);
      expect(
        (
          await host.raw(
            'POST',
            '/sample/orders.git/git-receive-pack',
            headers,
            body,
          )
        ).status,
      ).toBe(403);
    }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ]) {
      const headers = { ...json, 'content-type': type };
      expect((await host.raw('POST', target, headers, body)).status).toBe(415);
      expect(
        (
          await host.raw(
            'POST',
            '/sample/orders.git/git-receive-pack',
            headers,
            body,
          )
        ).status,
      ).toBe(415);
    }
    expect((await host.api('GET', '/repos/sample/forged')).status).toBe(404);
    const response = await host.raw('OPTIONS', target, {
      origin: 'http://evil.example',
    });
    expect([
      response.status,
      response.headers['access-control-allow-origin'],
    ]).toEqual([403, undefined]);
    const bodies: [Buffer, number][] = [
      [Buffer.from('[]'), 400],
      [Buffer.from('{'), 400],
      [Buffer.from(`{"name":"${'a'.repeat(70_000)}"}`), 413],
      [Buffer.from('{"name":"x-y","auto_init":true}'), 422],
      [Buffer.from('{"name":"x-y","description":7}'), 422],
      [Buffer.from('{"name":"x-y","default_branch":"--x"}'), 422],
    ];
    for (const [sent, status] of bodies) {
      expect((await host.raw('POST', target, json, sent)).status).toBe(status);
    }
  });
});
