import fs from 'node:fs/promises';
import path from 'node:path';
import { createRouter } from './createRouter';
import { basic, DEVELOPER, TestGitHost } from './testing/TestGitHost';

jest.setTimeout(60_000);

const CANARY = 'canary-outside-of-every-repository';

describe('paths of the git host', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
    await fs.writeFile(path.join(host.dir, 'canary'), CANARY);
    await fs.writeFile(path.join(host.root, 'canary'), CANARY);
    const work = await host.pushed('orders', { 'a.txt': 'one\n' });
    await host.pullRequest('orders', work, { 'b.txt': 'two\n' });
  });
  afterAll(() => host.close());

  it('lets no route out of its folder, however the path is written', async () => {
    const payloads = [
      '..',
      '%2e%2e',
      '%252e%252e',
      '.%2e',
      '%2e%2e%2f%2e%2e',
      '..%2f..%2fcanary',
      '%2e%2e%5ccanary',
      '..\\canary',
      '..%5c..%5ccanary',
      '..;',
      '%00',
      'a%00b',
      '%0d%0aX-Bad:1',
      '%c0%ae%c0%ae',
      '%',
      '%zz',
      '%u002e',
      '.git',
      '.tmp',
      '.home',
      'canary',
      '-upload-pack=x',
      '--output=canary',
      '%2fetc%2fpasswd',
      'HEAD',
      'main%5e',
      'main:a.txt',
      'main%40%7b0%7d',
      ':%2fFirst',
      'refs%2fheads%2fmain%2f..',
      '%e2%80%ae',
      '~',
    ];
    const values: Record<string, string> = {
      owner: 'sample',
      repository: 'orders',
      ref: 'main',
      path: 'a.txt',
      index: '1',
    };
    const snapshot = () => fs.readdir(host.dir, { recursive: true });
    const before = (await snapshot()).filter(name => !name.includes('.tmp'));
    let sent = 0;
    for (const { method, pattern } of createRouter().routes) {
      const parts = pattern.split('/').slice(1);
      const isParameter = (part: string) => /^[:*]/.test(part);
      const good = parts.map(part =>
        isParameter(part) ? values[part.slice(1)] : part,
      );
      const odd = `/${good.join('/')}`;
      const targets = [
        ...parts.flatMap((part, index) =>
          payloads
            .filter(() => isParameter(part))
            .map(payload => `/${good.toSpliced(index, 1, payload).join('/')}`),
        ),
        `/${odd}`,
        odd.replace(/\/([^/]*)$/, '//$1'),
        `/x/..${odd}`,
        `/%2e%2e${odd}`,
        `\\${odd}`,
        `http://evil.example${odd}`,
      ];
      for (const target of targets) {
        const headers = {
          authorization: basic(DEVELOPER),
          'content-type': 'application/json',
        };
        const body = ['POST', 'PATCH'].includes(method)
          ? Buffer.from('{}')
          : undefined;
        const response = await host.raw(method, target, headers, body);
        sent += 1;
        expect([
          target,
          response.body.includes(CANARY),
          response.body.includes('root:x:'),
        ]).toEqual([target, false, false]);
        // A page on how to edit may name a file that is not there yet.
        const mayBeFound = target.includes('/_edit/main/');
        expect([
          target,
          response.status,
          mayBeFound || (response.status >= 400 && response.status < 500),
        ]).toEqual([target, response.status, true]);
      }
    }
    expect(sent).toBeGreaterThan(1_000);
    const after = (await snapshot()).filter(name => !name.includes('.tmp'));
    expect(after).toEqual(before);
  });
});
