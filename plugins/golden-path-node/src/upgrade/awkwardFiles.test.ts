import {
  create,
  integrations,
  TemplateFolders,
  textsOf,
  treeOf,
} from '../__testUtils__/templateFolders';
import { TreeFile } from '../tree';
import { planUpgrade } from './planUpgrade';

// The released action loads all of the scaffolder.
jest.setTimeout(60_000);

const folders = new TemplateFolders();
afterEach(() => folders.removeAll());

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join(
    '',
  );
const link = (target: string): TreeFile => ({
  mode: '120000',
  content: Buffer.from(target),
});
const descriptor =
  'kind: Component\nmetadata:\n  name: ${{ values.name | dump }}\n';

/** Upgrades a repository that a person made something else of. */
async function upgrade(
  versions: [Record<string, string | Buffer>, Record<string, string | Buffer>],
  edit: (repository: Map<string, TreeFile>) => void,
) {
  const [from, to] = await Promise.all(
    versions.map((skeleton, index) =>
      folders.add({
        version: `${index + 1}.0.0`,
        skeleton: { 'catalog-info.yaml': descriptor, ...skeleton },
      }),
    ),
  );
  const { answers, tree } = await create(from, { name: 'orders' });
  const repository = new Map(tree);
  edit(repository);
  return await planUpgrade({
    from,
    to,
    answers,
    repository,
    commit: 'c0ffee',
    integrations,
  });
}

it('follows files that were renamed, moved or made executable here', async () => {
  const { plan, tree } = await upgrade(
    [
      {
        'renamed.ts': lines(1, 20),
        'moved.ts': lines(30, 60),
        run: lines(1, 5),
      },
      {
        'renamed.ts': `${lines(1, 19)}last\n`,
        'moved.ts': `${lines(30, 59)}last\n`,
        run: `${lines(1, 4)}last\n`,
      },
    ],
    repository => {
      repository.delete('renamed.ts');
      repository.delete('moved.ts');
      for (const [name, file] of treeOf({
        'other.ts': `first\n${lines(2, 20)}`,
        'src/deep/moved.ts': lines(30, 60),
        'run*': lines(1, 5),
      })) {
        repository.set(name, file);
      }
    },
  );
  expect(plan.conflicts).toEqual([]);
  expect(textsOf(tree)).toMatchObject({
    'other.ts': `first\n${lines(2, 19)}last\n`,
    'src/deep/moved.ts': `${lines(30, 59)}last\n`,
    'run*': `${lines(1, 4)}last\n`,
  });
  expect(tree.has('renamed.ts') || tree.has('moved.ts')).toBe(false);
});

it('keeps what is not text, and what is a link, and says so', async () => {
  const { plan, tree } = await upgrade(
    [
      { 'logo.png': Buffer.from([0, 1]), 'link.md': 'text\n' },
      { 'logo.png': Buffer.from([0, 2]), 'link.md': 'text, improved\n' },
    ],
    repository => {
      repository.set('logo.png', {
        mode: '100644',
        content: Buffer.from([0, 3]),
      });
      repository.set('link.md', link('README.md'));
      repository.set('own', link('src'));
    },
  );
  expect([...tree.get('logo.png')!.content]).toEqual([0, 3]);
  expect(tree.get('link.md')).toEqual(link('README.md'));
  expect(tree.get('own')).toEqual(link('src'));
  expect(textsOf(tree)['link.md~example-2.0.0']).toBe('text, improved\n');
  expect(plan.conflicts.map(({ path, message }) => [path, message])).toEqual([
    ['link.md', expect.stringContaining('Both are kept')],
    ['link.md~example-2.0.0', expect.stringContaining('Both are kept')],
    ['logo.png', expect.stringContaining('It stays as it is here')],
  ]);
});

it('moves a file out of the way of a folder, and loses neither', async () => {
  const { plan, tree } = await upgrade(
    [{}, { 'docs/index.md': 'index\n' }],
    repository =>
      treeOf({ docs: 'ours\n' }).forEach((file, name) =>
        repository.set(name, file),
      ),
  );
  expect(textsOf(tree)).toMatchObject({
    'docs/index.md': 'index\n',
    'docs~here': 'ours\n',
  });
  expect(plan.conflicts).toEqual([
    {
      path: 'docs~here',
      kind: 'file/directory',
      message: expect.stringContaining('decide where it belongs'),
    },
  ]);
});

describe('a version that renders outside of its folder', () => {
  const upgradeTo = async (name: string) => {
    const version = await folders.add({
      version: '2.0.0',
      skeleton: {
        'catalog-info.yaml': descriptor,
        '${{ values.name }}': 'outside\n',
      },
    });
    const first = await folders.add({
      version: '1.0.0',
      skeleton: { 'catalog-info.yaml': descriptor },
    });
    const { answers, tree } = await create(first, { name: 'orders' });
    return await planUpgrade({
      from: first,
      to: version,
      answers: { ...answers, parameters: { name } },
      repository: tree,
      commit: 'c0ffee',
      integrations,
    });
  };

  it.each(['../beside.txt', 'a/../../beside.txt', '.git/config'])(
    'is refused where it renders %s',
    async name => {
      await expect(upgradeTo(name)).rejects.toThrow(
        /2.0.0 cannot be rendered|belongs to git itself/,
      );
    },
  );

  it('loses what has an absolute path, as when it creates', async () => {
    const { tree } = await upgradeTo('/tmp/absolute.txt');
    expect([...tree.keys()].sort()).toEqual([
      '.waymark/answers.yaml',
      'catalog-info.yaml',
    ]);
  });
});
