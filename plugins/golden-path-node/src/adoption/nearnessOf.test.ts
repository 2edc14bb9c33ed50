import fc from 'fast-check';
import { treeOf } from '../__testUtils__/templateFolders';
import { nearnessOf } from './nearnessOf';

const repositoryOf = (files: Record<string, string | undefined>) => ({
  has: (path: string) => path in files,
  text: (path: string) => files[path],
});
const rendered = treeOf({
  'catalog-info.yaml': 'kind: Component\n',
  'same.md': 'one\ntwo\n',
  'half.ts': 'a();\nb();\nc();\nd();\n}\n',
  'binary.png': Buffer.from([0, 1, 2]),
  'missing.txt': 'gone\n',
});

describe('nearnessOf', () => {
  it('counts half for a file, half for the lines that are the same', () => {
    const nearness = nearnessOf(
      rendered,
      repositoryOf({
        // Written by every portal, for every template.
        'catalog-info.yaml': 'kind: Component\n',
        'same.md': 'one\ntwo\n',
        // Two of four lines, indented and with other line endings; brackets say nothing.
        'half.ts': '  a();\r\n  b();\r\nx();\r\ny();\r\n}\r\n',
        'binary.png': undefined,
        'of-its-own.ts': 'more\n',
      }),
    );
    expect(nearness).toEqual({
      share: 0.563, // (1 + 0.75 + 0.5 + 0) / 4
      same: ['same.md'],
      different: ['binary.png', 'half.ts'],
      missing: ['missing.txt'],
    });
  });

  it('lets files that say more weigh more', () => {
    const repository = repositoryOf({ 'same.md': 'one\ntwo\n' });
    const share = (weight: number) =>
      nearnessOf(rendered, repository, path =>
        path === 'same.md' ? weight : 1,
      ).share;
    expect([share(1), share(3), share(0)]).toEqual([0.25, 0.5, 0]);
  });

  it('is 1 for what was rendered and 0 for what shares no file, and never beyond', () => {
    const files = fc.dictionary(
      fc.constantFrom('a', 'b', 'c/d', 'e.md'),
      fc.constantFrom('', 'x\n', 'x\ny\n', 'y\r\nx\r\n', '}\n'),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(files, files, (template, repository) => {
        const tree = treeOf(template);
        expect(nearnessOf(tree, repositoryOf(template)).share).toBe(1);
        expect(nearnessOf(tree, repositoryOf({})).share).toBe(0);
        const { share, same, different, missing } = nearnessOf(
          tree,
          repositoryOf(repository),
        );
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect([...same, ...different, ...missing].sort()).toEqual(
          Object.keys(template).sort(),
        );
        expect(share === 1).toBe(same.length === tree.size);
      }),
    );
  });
});
