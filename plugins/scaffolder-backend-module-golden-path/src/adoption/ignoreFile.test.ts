import { readIgnoreList } from '@waymark-idp/plugin-golden-path-node';
import { ignoreFile } from './ignoreFile';

it('ignores the paths that it names, whatever is in them, and no others', () => {
  const paths = ['a b.md', 'src/[id].ts', '#x', '!y', 'back\\slash'];
  const list = readIgnoreList(
    new Map([
      [
        '.waymark/ignore',
        { content: Buffer.from(ignoreFile(paths)), mode: '100644' },
      ],
    ]),
  );
  expect(paths.filter(path => !list.ignores(path))).toEqual([]);
  for (const other of ['src/i.ts', 'sub/a b.md', 'y', 'Files that']) {
    expect(list.ignores(other)).toBe(false);
  }
});
