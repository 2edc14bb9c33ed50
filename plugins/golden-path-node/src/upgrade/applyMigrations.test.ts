import { textsOf, treeOf } from '../__testUtils__/templateFolders';
import { applyMigrations } from './applyMigrations';
import { MigrationStep } from './Migration';

const migrate = (files: Record<string, string>, ...steps: MigrationStep[]) => {
  const { tree, notes } = applyMigrations(treeOf(files), [
    { version: '2.0.0', steps },
  ]);
  return { files: textsOf(tree), notes };
};

describe('applyMigrations', () => {
  it('renames and sets keys, keeping comments, order and indentation', () => {
    const yaml = '# top\na: 1\n# about b\nb:\n  c: [1, 2] # short\nd: 4\n';
    expect(
      migrate(
        { 'x.yaml': yaml },
        { renameKey: { file: 'x.yaml', from: 'b', to: 'bee' } },
        { renameKey: { file: 'x.yaml', from: 'bee.c', to: 'e.f' } },
        { setKey: { file: 'x.yaml', key: 'd', value: 5 } },
      ).files['x.yaml'],
    ).toBe(
      '# top\na: 1\n# about b\nbee: {}\nd: 5\ne:\n  f: [ 1, 2 ] # short\n',
    );
    expect(
      migrate(
        { 'x.json': '{\n    "a": 1,\n    "b": { "c": 2 },\n    "d": 3\n}\n' },
        { renameKey: { file: 'x.json', from: 'a', to: 'z' } },
        { renameKey: { file: 'x.json', from: 'b.c', to: 'e.f' } },
        { setKey: { file: 'x.json', key: 'd', value: ['x'] } },
      ).files['x.json'],
    ).toBe(
      '{\n    "z": 1,\n    "b": {},\n    "d": [\n        "x"\n    ],\n    "e": {\n        "f": 2\n    }\n}\n',
    );
  });

  it('does nothing where there is nothing to do, and says what it cannot do', () => {
    const files = {
      a: 'a',
      b: 'b',
      'list.yaml': 'a: [1]\n',
      'broken.json': '{',
      'text.json': '"text"',
    };
    const { files: after, notes } = migrate(
      files,
      { rename: { from: 'missing', to: 'c' } },
      { rename: { from: 'a', to: 'b' } },
      { renameKey: { file: 'missing.yaml', from: 'a', to: 'b' } },
      { renameKey: { file: 'list.yaml', from: 'nothing', to: 'b' } },
      { setKey: { file: 'list.yaml', key: 'a.b', value: 1 } },
      { setKey: { file: 'broken.json', key: 'a', value: 1 } },
    );
    expect(after).toEqual(files);
    expect(notes).toEqual([
      'The migration to 2.0.0 left something out: a was not renamed, since there is a b already.',
      'The migration to 2.0.0 left something out: list.yaml was not changed, since it cannot be read: a is not a mapping',
      expect.stringMatching(
        /broken.json was not changed, since it cannot be read/,
      ),
    ]);
  });
});
