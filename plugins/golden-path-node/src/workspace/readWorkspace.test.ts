import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { createServer } from 'node:net';
import { digestWorkspace, readWorkspace } from './readWorkspace';

describe('readWorkspace', () => {
  const directory = createMockDirectory();
  const inside = (name: string) => directory.resolve('root', name);

  beforeEach(() => {
    directory.setContent({
      root: {
        'a.txt': 'a',
        src: { 'b.ts': 'b' },
        '.gitignore': 'node_modules',
      },
      outside: { 'passwd.txt': 'root:x' },
    });
  });

  it('lists files and links within the tree, the same everywhere', async () => {
    await fs.chmod(inside('src/b.ts'), 0o755);
    await fs.symlink('src/b.ts', inside('link'));
    await fs.symlink('missing', inside('dangling'));
    const entries = await readWorkspace(directory.resolve('root'));
    expect(
      entries.map(({ path, type, executable, size }) => [
        path,
        type,
        executable,
        size,
      ]),
    ).toEqual([
      ['.gitignore', 'file', false, 12],
      ['a.txt', 'file', false, 1],
      ['dangling', 'symlink', false, 7],
      ['link', 'symlink', false, 8],
      ['src/b.ts', 'file', true, 1],
    ]);
    const digest = digestWorkspace(entries);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(
      digestWorkspace(await readWorkspace(directory.resolve('root'))),
    ).toBe(digest);
    await fs.writeFile(inside('a.txt'), 'A');
    expect(
      digestWorkspace(await readWorkspace(directory.resolve('root'))),
    ).not.toBe(digest);
  });

  it.each([
    ['../outside/passwd.txt', 'upwards'],
    ['/etc/passwd', 'absolute'],
    ['../gone', 'dangling and outside'],
    ['src/../../outside', 'upwards on a detour'],
  ])('refuses a link to %s (%s)', async target => {
    await fs.symlink(target, inside('src-link'));
    await expect(readWorkspace(directory.resolve('root'))).rejects.toThrow(
      '"src-link" is a link that leads out of the repository',
    );
  });

  it('refuses a chain of links of which only the last leads out', async () => {
    await fs.symlink('b', inside('a'));
    await fs.symlink('../outside', inside('b'));
    await expect(readWorkspace(directory.resolve('root'))).rejects.toThrow(
      /leads out of the repository/,
    );
  });

  it.each(['.git', '.GIT', 'git~1', '.git.', 'src/.Git', '.gitmodules'])(
    'refuses %s, which git takes for its own',
    async name => {
      directory.addContent({ root: { [`${name}/config`]: '[core]' } });
      await expect(readWorkspace(directory.resolve('root'))).rejects.toThrow(
        /belongs to git itself/,
      );
    },
  );

  it('refuses names with control characters, and what is no file', async () => {
    await fs.writeFile(inside('a\nb'), '');
    await expect(readWorkspace(directory.resolve('root'))).rejects.toThrow(
      '"a\\nb" has a control character',
    );
    await fs.rm(inside('a\nb'));
    const server = createServer();
    await new Promise<void>(resolve =>
      server.listen(inside('socket'), resolve),
    );
    await expect(readWorkspace(directory.resolve('root'))).rejects.toThrow(
      '"socket" is neither a file, a folder nor a link',
    );
    await new Promise(resolve => server.close(resolve));
  });
});
