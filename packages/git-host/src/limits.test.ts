import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { MAX_PUSH_BYTES, MAX_REFS_PER_PUSH } from './limits';
import { deltaBombPack, packetLine } from './testing/rawObjects';
import {
  basic,
  commit,
  DEVELOPER,
  git,
  TestGitHost,
} from './testing/TestGitHost';

jest.setTimeout(60_000);

const ZERO = '0'.repeat(40);
const PUSH = {
  authorization: basic(DEVELOPER),
  'content-type': 'application/x-git-receive-pack-request',
};

describe('limits of the git host', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
    await host.pushed('orders', { 'a.txt': 'one\n' });
  });
  afterAll(() => host.close());

  it('lives on after requests that are cut short or make no sense', async () => {
    const target = '/sample/orders.git/git-upload-pack';
    const type = 'application/x-git-upload-pack-request';
    const fetchPack = (body: string, headers = {}) =>
      host.raw(
        'POST',
        target,
        { 'content-type': type, ...headers },
        Buffer.from(body),
      );
    expect((await fetchPack('x', { 'content-encoding': 'br' })).status).toBe(
      415,
    );
    for (const encoding of ['gzip', 'identity']) {
      await fetchPack('nonsense', { 'content-encoding': encoding });
    }
    // More was promised than sent, then the line is cut.
    for (const service of ['git-upload-pack', 'git-receive-pack']) {
      const aborted = new AbortController();
      const sent = fetch(`${host.url}/sample/orders.git/${service}`, {
        method: 'POST',
        headers: {
          ...PUSH,
          'content-type': `application/x-${service}-request`,
        },
        body: new ReadableStream({
          start: controller => controller.enqueue(Buffer.from('00')),
        }),
        duplex: 'half',
        signal: aborted.signal,
      } as RequestInit);
      setTimeout(() => aborted.abort(), 50);
      await expect(sent).rejects.toThrow(/abort/);
    }
    await sleep(100);
    expect((await host.api('GET', '/version')).status).toBe(200);
  });

  it('bounds what a push may cost', async () => {
    await host.createRepository('bombs');
    const target = '/sample/bombs.git/git-receive-pack';
    const push = (body: Buffer, more = {}) =>
      host.raw('POST', target, { ...PUSH, ...more }, body);

    // 200 kB on the wire, more than the limit unpacked.
    const zeros = gzipSync(Buffer.alloc(MAX_PUSH_BYTES + 1), { level: 1 });
    expect((await push(zeros, { 'content-encoding': 'gzip' })).status).toBe(
      413,
    );
    expect(
      (await push(Buffer.from('x'), { 'content-encoding': 'gzip' })).status,
    ).toBe(400);
    expect(
      (await push(Buffer.from('x'), { 'content-encoding': 'br' })).status,
    ).toBe(415);

    const line = (i: number) =>
      packetLine(`${ZERO} ${'1'.repeat(40)} refs/heads/b${i}`);
    const many = Array.from({ length: MAX_REFS_PER_PUSH + 1 }, (_, i) =>
      line(i),
    );
    expect(
      (await push(Buffer.concat([...many, Buffer.from('0000')]))).status,
    ).toBe(413);
    for (const nonsense of ['', 'zzzz', '0001', '0003', 'ffff', '00']) {
      expect([nonsense, (await push(Buffer.from(nonsense))).status]).toEqual([
        nonsense,
        400,
      ]);
    }

    // 64 GiB from a pack of a hundred bytes.
    const bomb = await push(
      Buffer.concat([
        packetLine(`${ZERO} ${'1'.repeat(40)} refs/heads/bomb\0 report-status`),
        Buffer.from('0000'),
        deltaBombPack(),
      ]),
    );
    expect(bomb.status).toBe(200);
    expect(bomb.body).toMatch(/unpack .*(?:failed|abnormal|error)/);
    expect(bomb.body).toContain('ng refs/heads/bomb');

    const gitDir = host.gitDir('bombs');
    expect(await git(gitDir, 'for-each-ref')).toBe('');
    await git(gitDir, 'fsck', '--strict');
    // The last upload is cleared away just after its answer.
    const uploads = () => fs.readdir(path.join(host.root, '.tmp'));
    for (let i = 0; i < 50 && (await uploads()).length > 0; i++) {
      await sleep(20);
    }
    expect(await uploads()).toEqual([]);
    const work = await host.workingCopy({ 'a.txt': 'fine\n' });
    await git(work, 'push', host.remote('bombs'), 'main');

    // A repository over its quota takes nothing more.
    const filler = path.join(gitDir, 'objects', 'pack', 'tmp_pack_filler');
    await fs.writeFile(filler, '');
    await fs.truncate(filler, 1024 ** 3 + 1024 ** 2);
    await commit(work, 'More', { 'b.txt': 'more\n' });
    await expect(
      git(work, 'push', host.remote('bombs'), 'main'),
    ).rejects.toThrow(/413/);
  });
});
