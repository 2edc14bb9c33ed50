import { symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createSnapshotFromDirectory } from './createSnapshotFromDirectory';
import fc from 'fast-check';
import { createSnapshotFromFiles } from './createSnapshotFromFiles';
import {
  MemoryRepositorySnapshot,
  unpackSnapshot,
} from './MemoryRepositorySnapshot';
import { RepositorySnapshot } from './types';

describe('snapshots without a host', () => {
  const mockDirectory = createMockDirectory();

  it('come from files in memory', () => {
    const snapshot = createSnapshotFromFiles({
      files: { 'b/c.txt': 'text', a: new Uint8Array([0xff, 0x61]) },
      commit: 'abc',
    });
    expect(snapshot.paths).toEqual(['a', 'b/c.txt']);
    expect(snapshot.commit).toBe('abc');
    expect(snapshot.text('a')).toBe('\uFFFDa');
    for (const path of ['/a', '../a', 'a/', 'a/./b', '']) {
      expect(() => createSnapshotFromFiles({ files: { [path]: '' } })).toThrow(
        'is not a path inside a repository',
      );
    }
    const small = createSnapshotFromFiles({
      files: { a: '12345' },
      fileBytes: 4,
    });
    expect(small.size('a')).toBe(5);
    expect(() => small.text('a')).toThrow('only files of at most 4 bytes');
  });

  it('come from a folder, without following links out of it', async () => {
    mockDirectory.setContent({
      outside: 'secret',
      repository: {
        '.git': { HEAD: 'ref' },
        '.github': { 'a.yml': 'a: 1' },
        node_modules: { x: { 'index.js': '' } },
        src: { 'a.ts': 'a', node_modules: { y: '' } },
        'README.md': 'Orders',
      },
    });
    const directory = mockDirectory.resolve('repository');
    await symlink('../outside', `${directory}/link`);
    await symlink('..', `${directory}/up`);
    const snapshot = await createSnapshotFromDirectory({
      directory,
      keep: path => path.endsWith('.md'),
    });
    expect(snapshot.paths).toEqual([
      '.github/a.yml',
      'README.md',
      'link',
      'src/a.ts',
      'up',
    ]);
    expect(snapshot.text('README.md')).toBe('Orders');
    expect(snapshot.text('link')).toBe('');
    expect(() => snapshot.text('src/a.ts')).toThrow('were not kept');
    await expect(
      createSnapshotFromDirectory({ directory, limits: { entries: 4 } }),
    ).rejects.toMatchObject({
      name: 'RepositoryTooLargeError',
      limit: 'entries',
    });
    await expect(
      createSnapshotFromDirectory({ directory: `${directory}/none` }),
    ).rejects.toThrow('There is no folder');
  });

  it('say the same after a journey as data', () => {
    const name = fc.stringMatching(
      /^[a-zü][a-zü0-9.]{0,8}(\/[a-z\u2028"]{1,5})?$/,
    );
    const content = fc.option(fc.uint8Array({ maxLength: 20 }), {
      nil: undefined,
    });
    const files = fc
      .dictionary(name, content, { maxKeys: 8 })
      .map(entries => new Map(Object.entries(entries)));
    const meta = fc.record(
      {
        committedAt: fc.date({ noInvalidDate: true }),
        branch: fc.string({ minLength: 1 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(files, meta, (given, known) => {
        const snapshot = MemoryRepositorySnapshot.create({
          url: 'https://host.example/a',
          commit: 'abc',
          fileBytes: 15,
          ...known,
          files: new Map(
            [...given].map(([path, bytes]) => [
              path,
              { size: bytes?.length ?? 7, content: bytes },
            ]),
          ),
        });
        const { text, contents } = snapshot.pack();
        const arrived = unpackSnapshot(text, Buffer.concat(contents));
        for (const property of [
          'url',
          'commit',
          'committedAt',
          'branch',
          'paths',
        ] as const) {
          expect(arrived[property]).toEqual(snapshot[property]);
        }
        const tell = (from: RepositorySnapshot, path: string) => {
          try {
            return [from.has(path), from.size(path), from.text(path)];
          } catch (error) {
            return [from.has(path), from.size(path), `${error}`];
          }
        };
        for (const path of [...given.keys(), 'not/there']) {
          expect(tell(arrived, path)).toEqual(tell(snapshot, path));
        }
      }),
    );
  });
});
