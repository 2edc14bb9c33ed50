import { symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createSnapshotFromDirectory } from './createSnapshotFromDirectory';
import { createSnapshotFromFiles } from './createSnapshotFromFiles';

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
});
