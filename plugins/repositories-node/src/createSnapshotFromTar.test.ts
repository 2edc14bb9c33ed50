import { execFileSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { pack } from 'tar-stream';
import { createSnapshotFromTar } from './createSnapshotFromTar';

type Entry = {
  name: string;
  type?: 'symlink' | 'link' | 'fifo' | 'character-device';
  linkname?: string;
  content?: string;
};

async function tarOf(...entries: Entry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content = '', ...header } of entries) {
    archive.entry({ ...header, size: Buffer.byteLength(content) }, content);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** In pieces, as a network sends it. */
function streamOf(buffer: Buffer, size = 700): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0; at < buffer.length; at += size) {
    pieces.push(buffer.subarray(at, at + size));
  }
  return Readable.from(pieces);
}

describe('createSnapshotFromTar', () => {
  const mockDirectory = createMockDirectory();

  it('reads what git archive makes, gzipped or not, with commit and time', async () => {
    const long = `${'folder/'.repeat(30)}deep.md`;
    mockDirectory.setContent({
      'README.md': 'Orders',
      'src/a.bin': Buffer.from([1, 0, 2]),
      [long]: 'deep',
    });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'core.symlinks=true', ...args], {
        cwd: mockDirectory.path,
        env: {
          ...process.env,
          GIT_AUTHOR_NAME: 'a',
          GIT_AUTHOR_EMAIL: 'a@b.example',
          GIT_COMMITTER_NAME: 'a',
          GIT_COMMITTER_EMAIL: 'a@b.example',
          GIT_COMMITTER_DATE: '2026-03-04T05:06:07Z',
        },
      });
    git('init', '-q');
    execFileSync('ln', ['-s', '/etc/passwd', 'link'], {
      cwd: mockDirectory.path,
    });
    git('add', '-A');
    git('commit', '-q', '-m', 'First');
    const sha = git('rev-parse', 'HEAD').toString().trim();
    const archive = git('archive', 'HEAD');

    for (const body of [archive, gzipSync(archive)]) {
      for (const size of [1, 700, 1_000_000]) {
        const snapshot = await createSnapshotFromTar(streamOf(body, size), {
          keep: path => path !== 'src/a.bin',
          branch: 'main',
        });
        expect(snapshot.paths).toEqual(
          ['README.md', long, 'link', 'src/a.bin'].sort(),
        );
        expect(snapshot.commit).toBe(sha);
        expect(snapshot.committedAt).toEqual(new Date('2026-03-04T05:06:07Z'));
        expect(snapshot.branch).toBe('main');
        expect(snapshot.text('README.md')).toBe('Orders');
        expect(snapshot.text(long)).toBe('deep');
        expect(snapshot.text('link')).toBe('');
        expect(snapshot.size('src/a.bin')).toBe(3);
        expect(() => snapshot.text('src/a.bin')).toThrow('were not kept');
      }
    }
  });

  it('takes an ordinary tar, and lists links and devices without following them', async () => {
    const snapshot = await createSnapshotFromTar(
      streamOf(
        await tarOf(
          { name: './README.md', content: 'Orders' },
          { name: './hard', type: 'link', linkname: '/etc/passwd' },
          { name: './soft', type: 'symlink', linkname: '../../etc/passwd' },
          { name: './pipe', type: 'fifo' },
        ),
      ),
    );
    expect(snapshot.paths).toEqual(['README.md', 'hard', 'pipe', 'soft']);
    expect(snapshot.paths.map(path => snapshot.size(path))).toEqual([
      6, 0, 0, 0,
    ]);
    expect(snapshot.text('hard')).toBe('');
    expect(snapshot.commit).toBe('working-copy');
    expect(snapshot.committedAt).toBeUndefined();
  });

  it.each([
    ['a path that points out', { name: '../evil', content: 'x' }],
    ['a path that points out halfway', { name: 'a/../../evil', content: 'x' }],
    ['an absolute path', { name: '/etc/evil', content: 'x' }],
  ])('refuses %s', async (_, entry) => {
    await expect(
      createSnapshotFromTar(streamOf(await tarOf(entry))),
    ).rejects.toMatchObject({
      name: 'RepositoryUnavailableError',
      reason: 'malformed',
      message: expect.stringContaining('points out of it'),
    });
  });

  it('says what is wrong with what is no archive', async () => {
    const good = await tarOf({ name: 'a', content: 'x'.repeat(5000) });
    const bodies: [Buffer, string][] = [
      [Buffer.from('<html>'.repeat(500)), 'malformed'],
      [Buffer.from('P'), 'malformed'],
      [gzipSync(Buffer.from('no tar '.repeat(500))), 'malformed'],
      [good.subarray(0, 3000), 'malformed'],
      [gzipSync(good).subarray(0, 40), 'malformed'],
      [Buffer.alloc(0), 'empty'],
      [Buffer.alloc(1024), 'empty'],
      [gzipSync(Buffer.alloc(1024)), 'empty'],
    ];
    for (const [body, reason] of bodies) {
      await expect(createSnapshotFromTar(streamOf(body))).rejects.toMatchObject(
        { name: 'RepositoryUnavailableError', reason },
      );
    }
  });

  it('stops at each limit, long before the end', async () => {
    const limits = {
      entries: 10,
      treeBytes: 10_000,
      fileBytes: 2_000,
      keptFiles: 5,
      keptBytes: 5_000,
    };
    const many = (count: number, content: string) =>
      Array.from({ length: count }, (_, i) => ({ name: `f${i}`, content }));
    const cases: [Entry[], string][] = [
      [many(11, ''), 'entries'],
      [many(6, ''), 'keptFiles'],
      [many(4, 'x'.repeat(1_500)), 'keptBytes'],
      [many(4, 'x'.repeat(3_000)), 'treeBytes'],
      // The same name over and over is one file, and endless bytes.
      [Array(200).fill({ name: 'same', content: '' }), 'keptFiles'],
    ];
    for (const [entries, limit] of cases) {
      const keep = limit === 'entries' ? () => false : () => true;
      await expect(
        createSnapshotFromTar(streamOf(await tarOf(...entries)), {
          limits,
          keep,
        }),
      ).rejects.toMatchObject({ name: 'RepositoryTooLargeError', limit });
    }
    await expect(
      createSnapshotFromTar(
        streamOf(await tarOf(...Array(200).fill({ name: 'same' }))),
        { limits, keep: () => false },
      ),
    ).rejects.toMatchObject({ limit: 'treeBytes' });

    // A bomb: a thousand times larger unpacked than packed.
    const zeros = { name: 'zeros', content: '\0'.repeat(20_000_000) };
    await expect(
      createSnapshotFromTar(streamOf(gzipSync(await tarOf(zeros)))),
    ).rejects.toMatchObject({ limit: 'archiveRatio' });

    // A header that announces 10 GB ends it before they come.
    const [header] = [await tarOf({ name: 'sparse', content: 'x' })];
    header.write('120000000000', 124, 'latin1');
    let sum = 0;
    header.fill(' ', 148, 156);
    for (const byte of header.subarray(0, 512)) sum += byte;
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    await expect(createSnapshotFromTar(streamOf(header))).rejects.toMatchObject(
      { limit: 'treeBytes' },
    );
  });

  it('does not wait for ever, and stops when told to', async () => {
    const never = () => new Readable({ read() {} });
    await expect(
      createSnapshotFromTar(never(), { limits: { milliseconds: 20 } }),
    ).rejects.toMatchObject({ reason: 'timeout' });
    const abort = new AbortController();
    const reading = createSnapshotFromTar(never(), { signal: abort.signal });
    abort.abort(new Error('Gone'));
    await expect(reading).rejects.toThrow('Gone');
  });
});
