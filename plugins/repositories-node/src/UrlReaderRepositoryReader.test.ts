import { RepositoryFailure, RepositoryFileError } from './errors';
import { archiveOf, Entry, send, SHA, startHost } from './__testUtils__/host';
import { RepositoryLimits, RepositorySnapshot } from './types';
import { UrlReaderRepositoryReader } from './UrlReaderRepositoryReader';

type Host = Awaited<ReturnType<typeof startHost>>;

describe('UrlReaderRepositoryReader', () => {
  const hosts: Host[] = [];

  afterEach(async () => {
    await Promise.all(hosts.splice(0).map(host => host.close()));
  });

  async function hostOf(
    answer: Iterable<Entry> | Parameters<typeof startHost>[0],
  ): Promise<Host> {
    const host = await startHost(
      Symbol.iterator in answer ? { archive: send(answer) } : answer,
    );
    hosts.push(host);
    return host;
  }

  async function read(
    host: Host,
    options: {
      keep?: (path: string) => boolean;
      limits?: Partial<RepositoryLimits>;
      signal?: AbortSignal;
      url?: string;
    } = {},
  ): Promise<RepositorySnapshot> {
    const { keep = () => true, limits, signal, url = host.url } = options;
    return UrlReaderRepositoryReader.create({ ...host, limits }).read({
      url,
      keep,
      signal,
    });
  }

  async function failureOf(work: Promise<unknown>): Promise<RepositoryFailure> {
    return work.then(
      () => {
        throw new Error('It did not fail');
      },
      error => error,
    );
  }

  it('reads the tree once, at the commit, keeping what is asked for', async () => {
    const host = await hostOf([
      { path: '', type: 'Directory' },
      { path: 'src/', type: 'Directory' },
      { path: 'src/a.ts', content: 'a' },
      { path: 'README.md', content: '\uFEFFOrders ✓' },
      { path: 'logo.png', content: 'x\0y' },
      { path: 'empty', content: '' },
      { path: 'src/B.ts', content: 'b' },
    ]);
    const snapshot = await read(host, { keep: path => path !== 'src/a.ts' });

    expect(snapshot.commit).toBe(SHA);
    expect(snapshot.url).toBe(host.url);
    expect(snapshot.paths).toEqual([
      'README.md',
      'empty',
      'logo.png',
      'src/B.ts',
      'src/a.ts',
    ]);
    expect(snapshot.text('README.md')).toBe('Orders ✓');
    expect(snapshot.text('empty')).toBe('');
    expect(snapshot.size('src/a.ts')).toBe(1);
    expect(snapshot.size('nope')).toBeUndefined();
    const reasonOf = (path: string) => {
      try {
        return snapshot.text(path);
      } catch (error) {
        return (error as RepositoryFileError).reason;
      }
    };
    expect(reasonOf('src/a.ts')).toBe('not-kept');
    expect(reasonOf('nope')).toBe('missing');
    expect(reasonOf('logo.png')).toBe('not-text');
    const archives = host.requests.filter(path => path.includes('/archive/'));
    expect(archives).toEqual([
      `/api/v1/repos/sample/orders/archive/${SHA}.tar.gz`,
    ]);
  });

  it('knows when the commit was made, and the branch, as far as they are told', async () => {
    const files = [{ path: 'a', content: 'a' }];
    const told = await read(
      await hostOf({
        archive: send(files),
        commit: response =>
          response.end(
            JSON.stringify({
              sha: SHA,
              commit: { committer: { date: '2026-04-01T10:00:00+02:00' } },
            }),
          ),
      }),
    );
    expect(told.committedAt).toEqual(new Date('2026-04-01T08:00:00Z'));
    expect(told.branch).toBe('main');

    const host = await hostOf(files);
    const url = host.url.replace('src/branch/main', `src/commit/${SHA}`);
    const silent = await read(host, { url });
    expect(silent.committedAt).toBeUndefined();
    expect(silent.branch).toBeUndefined();
  });

  it('reads a folder of a repository', async () => {
    const host = await hostOf([
      { path: 'README.md', content: 'root' },
      { path: 'services/a/README.md', content: 'a' },
      { path: 'services/ab/README.md', content: 'ab' },
    ]);
    const snapshot = await read(host, { url: `${host.url}services/a` });
    expect(snapshot.paths).toEqual(['README.md']);
    expect(snapshot.text('README.md')).toBe('a');
  });

  it('never follows a link', async () => {
    const host = await hostOf([
      { path: 'a.md', content: 'a' },
      { path: 'out.md', type: 'SymbolicLink', linkpath: '../../etc/passwd' },
      { path: 'in.md', type: 'SymbolicLink', linkpath: 'a.md' },
    ]);
    const snapshot = await read(host);
    expect(snapshot.paths).toEqual(['a.md', 'in.md', 'out.md']);
    expect(snapshot.size('out.md')).toBe(0);
    expect(snapshot.text('out.md')).toBe('');
    expect(snapshot.text('in.md')).toBe('');
  });

  it('refuses a tree that points out of itself', async () => {
    for (const path of ['../up', 'a/../../b', '/etc/passwd', 'a//b', './a']) {
      const host = await hostOf([
        { path: 'README.md', content: 'x' },
        { path, content: 'x' },
      ]);
      expect(await failureOf(read(host))).toMatchObject({
        name: 'RepositoryUnavailableError',
        reason: 'malformed',
        retryable: false,
      });
    }
  });

  it('lists a large file and says so when its text is asked for', async () => {
    const host = await hostOf([
      { path: 'large.txt', size: 3_000_000 },
      { path: 'README.md', content: 'x' },
    ]);
    const snapshot = await read(host);
    expect(snapshot.size('large.txt')).toBe(3_000_000);
    expect(() => snapshot.text('large.txt')).toThrow(
      'large.txt has 3000000 bytes; only files of at most 1048576 bytes are read',
    );
  });

  it('stops at a file of a gigabyte without downloading it', async () => {
    let sent = 0;
    const host = await hostOf({
      archive: response => {
        const original = response.write.bind(response);
        response.write = ((chunk: Buffer, ...rest: never[]) => {
          sent += chunk.length;
          return original(chunk, ...rest);
        }) as typeof response.write;
        send([
          { path: 'README.md', content: 'x' },
          { path: 'dump.sql', size: 1024 ** 3 },
        ])(response);
      },
    });
    expect(await failureOf(read(host))).toMatchObject({
      name: 'RepositoryTooLargeError',
      limit: 'treeBytes',
      message: expect.stringContaining('has more than 512 MiB'),
    });
    expect(sent).toBeLessThan(2_000_000);
  });

  it('has a limit on everything that grows', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      path: `f${i}`,
      content: 'x'.repeat(100),
    }));
    for (const [limits, limit] of [
      [{ entries: 29 }, 'entries'],
      [{ keptFiles: 29 }, 'keptFiles'],
      [{ keptBytes: 2999 }, 'keptBytes'],
      [{ treeBytes: 2999 }, 'treeBytes'],
    ] as const) {
      const host = await hostOf(many);
      expect(await failureOf(read(host, { limits }))).toMatchObject({
        name: 'RepositoryTooLargeError',
        limit,
      });
    }
    const exact = { entries: 30, keptFiles: 30, keptBytes: 3000 };
    const snapshot = await read(await hostOf(many), { limits: exact });
    expect(snapshot.paths).toHaveLength(30);
    // What is not kept does not count as kept.
    const none = await read(await hostOf(many), {
      limits: { keptFiles: 1, keptBytes: 100 },
      keep: path => path === 'f3',
    });
    expect(none.text('f3')).toHaveLength(100);
  });

  it('says why a host gave nothing, and whether to try again', async () => {
    const status = (code: number) => ({
      commit: (response: { writeHead(c: number): { end(): void } }) =>
        response.writeHead(code).end(),
    });
    for (const [code, reason, retryable] of [
      [401, 'forbidden', false],
      [403, 'forbidden', false],
      [404, 'not-found', false],
      [409, 'empty', false],
      [429, 'rate-limited', true],
      [500, 'host-failed', true],
      [503, 'host-failed', true],
    ] as const) {
      const failure = await failureOf(read(await hostOf(status(code))));
      expect(failure).toMatchObject({
        name: 'RepositoryUnavailableError',
        reason,
        retryable,
      });
    }
  });

  it('takes a failed archive for a failure, never for missing files', async () => {
    const broken: ((response: any) => void)[] = [
      response => response.writeHead(500).end('{"message":"git failed"}'),
      response => response.writeHead(200).end('not an archive'),
      response => response.writeHead(200).end(),
      response => {
        response.writeHead(200);
        response.write(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]));
        setTimeout(() => response.destroy(), 20);
      },
      send([]),
    ];
    for (const archive of broken) {
      expect(await failureOf(read(await hostOf({ archive })))).toMatchObject({
        name: 'RepositoryUnavailableError',
      });
    }
  });

  it('fails when the archive is cut short', async () => {
    const whole: Buffer[] = [];
    for await (const chunk of archiveOf(
      Array.from({ length: 50 }, (_, i) => ({
        path: `f${i}`,
        content: String(Math.random()).repeat(200),
      })),
    )) {
      whole.push(chunk);
    }
    const bytes = Buffer.concat(whole);
    const host = await hostOf({
      archive: response =>
        response.writeHead(200).end(bytes.subarray(0, bytes.length / 2)),
    });
    expect(
      await failureOf(read(host, { limits: { milliseconds: 3000 } })),
    ).toMatchObject({
      name: 'RepositoryUnavailableError',
    });
  });

  it('waits no longer than its time, and heeds the caller', async () => {
    const silent = await hostOf({ commit: () => {} });
    const start = performance.now();
    expect(
      await failureOf(read(silent, { limits: { milliseconds: 200 } })),
    ).toMatchObject({ reason: 'timeout', retryable: true });
    const stuck = await hostOf({
      archive: response => response.writeHead(200).flushHeaders(),
    });
    expect(
      await failureOf(read(stuck, { limits: { milliseconds: 200 } })),
    ).toMatchObject({ reason: 'timeout' });
    await expect(
      read(silent, { signal: AbortSignal.timeout(50) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(
      read(silent, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('learns the commit without reading the tree', async () => {
    const host = await hostOf([{ path: 'a', content: 'a' }]);
    const reader = UrlReaderRepositoryReader.create(host);
    expect(await reader.resolveCommit(host.url)).toBe(SHA);
    expect(host.requests).toEqual([
      '/api/v1/repos/sample/orders/git/commits/main',
    ]);

    // Where the host has no such request, the etag of the tree does.
    const readTree = jest.fn(async () => ({ etag: 'abc' } as any));
    const other = UrlReaderRepositoryReader.create({
      ...host,
      urlReader: { ...host.urlReader, readTree } as never,
    });
    expect(
      await other.resolveCommit('https://github.example/a/b/tree/main/'),
    ).toBe('abc');
    expect(readTree).toHaveBeenCalledTimes(1);
  });

  it('says that a host is not configured', async () => {
    const host = await hostOf([]);
    expect(
      await failureOf(read(host, { url: 'https://nowhere.example/a/b/' })),
    ).toMatchObject({ reason: 'unsupported', retryable: false });
  });
});
