import { open, symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entry, send, startHost } from './__testUtils__/host';
import { createSnapshotFromDirectory } from './createSnapshotFromDirectory';
import { UrlReaderRepositoryReader } from './UrlReaderRepositoryReader';

jest.setTimeout(30_000);

describe('trees that are too much', () => {
  const mockDirectory = createMockDirectory();
  const hosts: Awaited<ReturnType<typeof startHost>>[] = [];

  afterEach(async () => {
    await Promise.all(hosts.splice(0).map(host => host.close()));
  });

  const read = async (
    answer: Parameters<typeof startHost>[0],
  ): Promise<unknown> => {
    const host = await startHost(answer);
    hosts.push(host);
    return await UrlReaderRepositoryReader.create({
      ...host,
      limits: { entries: 10_000 },
    })
      .read({ url: host.url, keep: path => !path.startsWith('folder') })
      .catch(error => error);
  };

  it('end at the limit: a million files of nothing', async () => {
    let made = 0;
    function* million(): Generator<Entry> {
      for (; made < 1_000_000; made++) {
        yield { path: `folder-${made % 1000}/file-${made}`, content: '' };
      }
    }
    expect(await read({ archive: send(million()) })).toMatchObject({
      name: 'RepositoryTooLargeError',
      limit: 'entries',
    });
    // Of those that were on their way, some more.
    expect(made).toBeLessThan(20_000);
  });

  it('end at the limit: 10 GB that take no room on the disk', async () => {
    mockDirectory.setContent({ repository: { 'README.md': 'Orders' } });
    const directory = mockDirectory.resolve('repository');
    const file = await open(`${directory}/disk.img`, 'w');
    await file.truncate(10 * 1024 ** 3);
    await file.close();
    // A link to it is a link, however often.
    await symlink('disk.img', `${directory}/link`);
    const begin = performance.now();
    const found = await createSnapshotFromDirectory({ directory }).catch(
      e => e,
    );
    expect(found).toMatchObject({
      name: 'RepositoryTooLargeError',
      limit: 'treeBytes',
    });
    const rest = await createSnapshotFromDirectory({
      directory,
      ignore: path => path === 'disk.img',
    });
    expect(rest.paths).toEqual(['README.md', 'link']);
    // Reading it would take far longer.
    expect(performance.now() - begin).toBeLessThan(10_000);
  });

  it('are gone, or half, when they are fetched: that is the host, not the tree', async () => {
    const gone = await read({
      archive: response => response.writeHead(404).end(),
    });
    expect(gone).toMatchObject({ name: 'RepositoryUnavailableError' });
    const short = await read({
      archive: response => {
        response.writeHead(200, { 'content-length': '100000' });
        response.write(Buffer.from([0x1f, 0x8b, 8, 0]));
        setTimeout(() => response.destroy(), 20);
      },
    });
    expect(short).toMatchObject({ name: 'RepositoryUnavailableError' });
  });

  it('are not asked for again before the host says so', async () => {
    const later = new Date(Date.now() + 3_600_000);
    for (const [status, header, seconds] of [
      [429, '120', 120],
      [503, '30', 30],
      [429, later.toUTCString(), 3600],
      // A day is as long as anybody is believed.
      [429, '999999999', 86_400],
      [429, 'soon', undefined],
      [429, undefined, undefined],
    ] as const) {
      const failure = (await read({
        commit: response =>
          response
            .writeHead(status, header ? { 'retry-after': header } : {})
            .end(),
      })) as { retryable: boolean; retryAt?: Date };
      expect(failure).toMatchObject({ name: 'RepositoryUnavailableError' });
      // To the half minute: time passes while it is asked.
      const wait =
        failure.retryAt && (failure.retryAt.getTime() - Date.now()) / 1000;
      expect([header, wait && Math.round(wait / 30) * 30]).toEqual([
        header,
        seconds,
      ]);
    }
  });
});
