import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { parse } from 'yaml';
import { entity, standardOf } from '../__testUtils__/ask';
import { FileFix, planned as plan } from '../__testUtils__/planned';
import { loadStandards } from '../loadStandards';
import { fixTemplateOf, planFix } from './planFix';

describe('planFix', () => {
  it('makes a check pass by each kind of change, and says what changes', () => {
    const created = plan(
      { exists: 'docs/{a,b}.md' },
      [
        {
          create: 'docs/a.md',
          content:
            '# {{ entity.metadata.name }}\n{{ "{{" }} ${{ secrets.X }} {{ glob("*.ts")[0] }}\n',
        },
      ],
      { 'x.ts': '', 'docs/a.md': '' },
    );
    expect(created).toMatchObject({
      verified: true,
      changes: [
        {
          path: 'docs/a.md',
          before: '',
          after: '# orders\n{{ ${{ secrets.X }} x.ts\n',
        },
      ],
    });
    expect(created.check.fixable).toBe('files');
    expect(created.check.fix).toBe('Do it.');
    expect(created.again.refused).toContain('nothing to fix');
    expect(created.repository.paths).toEqual(['docs/a.md', 'x.ts']);

    const appended = plan(
      { matches: { path: '.gitignore', pattern: '^\\.env$' } },
      [{ append: '.gitignore', lines: ['dist', '.env'] }],
      { '.gitignore': 'node_modules\r\ndist' },
    );
    expect(appended.changes[0].after).toBe('node_modules\r\ndist\r\n.env\r\n');

    const replaced = plan(
      'lines("Dockerfile", ":latest").size() == 0',
      [
        {
          replace: 'Dockerfile',
          pattern: '^FROM (\\w+):latest$',
          with: 'FROM $1:24',
        },
      ],
      { Dockerfile: 'FROM node:latest\nRUN x\nFROM nginx:latest\n' },
    );
    expect(replaced.changes[0].after).toBe(
      'FROM node:24\nRUN x\nFROM nginx:24\n',
    );

    const json = plan(
      'json("package.json").engines.node == ">=22"',
      [{ set: 'package.json', key: ['engines', 'node'], value: '>=22' }],
      { 'package.json': '{\n    "name": "x"\n}' },
    );
    expect(json.changes[0].after).toBe(
      '{\n    "name": "x",\n    "engines": {\n        "node": ">=22"\n    }\n}',
    );
  });

  it('sets values in YAML and keeps comments and the style of the rest', () => {
    const text = `# Ours
spec:
  # As many as there are zones.
  replicas: 1 # for now
  list:
  - a
  - b # last
  text: "quoted"
  empty:
`;
    const { changes, repository } = plan(
      'yaml("d.yaml").spec.replicas >= 3',
      [
        { set: 'd.yaml', key: 'spec.replicas', value: 3 },
        { set: 'd.yaml', key: 'spec.list.1', value: 'c' },
        { set: 'd.yaml', key: 'spec.empty.deep.er', value: ['x'] },
      ],
      { 'd.yaml': text },
    );
    expect(changes[0].after).toBe(`# Ours
spec:
  # As many as there are zones.
  replicas: 3 # for now
  list:
  - a
  - c # last
  text: "quoted"
  empty:
    deep:
      er:
      - x
`);
    expect(parse(repository.text('d.yaml')).spec.empty.deep.er).toEqual(['x']);
    const inPlace = plan(
      'yaml("d.yaml").a[0].b == "it, too"',
      [{ set: 'd.yaml', key: 'a.0.b', value: 'it, too' }],
      { 'd.yaml': 'a: # ours\n    - { b:   x,  c: 1 } # yes\n' },
    );
    expect(inPlace.changes[0].after).toBe(
      'a: # ours\n    - { b:   "it, too",  c: 1 } # yes\n',
    );
    const fresh = plan(
      'yaml("new.yaml").a.b == "orders"',
      [
        {
          set: 'new.yaml',
          key: 'a.b',
          value: '{{ entity.metadata.name }}',
        },
      ],
      { x: '' },
    );
    const commented = plan(
      'yaml("c.yaml").a == 1',
      [{ set: 'c.yaml', key: 'a', value: 1 }],
      { 'c.yaml': '# Nothing yet.\n' },
    );
    expect(commented.changes[0].after).toBe('# Nothing yet.\n\na: 1\n');
    expect(fresh.changes).toEqual([
      { path: 'new.yaml', before: undefined, after: 'a:\n  b: orders\n' },
    ]);
  });

  it.each<[string, string, FileFix[], Record<string, string>, RegExp]>([
    [
      'does not help',
      'exists("LICENSE")',
      [{ create: 'LICENCE', content: 'x' }],
      { a: '' },
      /would still not pass: There is no LICENSE/,
    ],
    [
      'is not settled',
      'text("a").size() == 2',
      [{ replace: 'a', pattern: 'x', with: 'xx' }],
      { a: 'x' },
      /once more would change/,
    ],
    [
      'changes nothing',
      'exists("b")',
      [{ append: 'a', lines: ['x'] }],
      { a: 'x\n' },
      /would change nothing/,
    ],
    [
      'leaves the repository',
      'exists("b")',
      [{ create: '{{ "../" + "b" }}', content: 'x' }],
      { a: '' },
      /not a file of the repository/,
    ],
    [
      'goes into .git',
      'exists("b")',
      [{ create: 'sub/.GIT/hooks/x', content: 'x' }],
      { a: '' },
      /not a file of the repository/,
    ],
    [
      'makes a folder of a file',
      'exists("a/b")',
      [{ create: 'a/b', content: 'x' }],
      { a: 'x' },
      /stands in the way/,
    ],
    [
      'cannot change what is not there',
      'text("b") == "y"',
      [{ replace: 'b', pattern: 'x', with: 'y' }],
      { a: 'x' },
      /There is no b to change/,
    ],
    [
      'would break a document',
      'yaml("a.yaml").x.y == 1',
      [{ set: 'a.yaml', key: 'x.y', value: 1 }],
      { 'a.yaml': 'x: text\n' },
      /x of a.yaml holds something else/,
    ],
    [
      'does not choose among documents',
      'yaml("a.yaml").x == 1',
      [{ set: 'a.yaml', key: 'x', value: 1 }],
      { 'a.yaml': 'x: 0\n---\nx: 0\n' },
      /several documents/,
    ],
  ])('refuses a fix that %s', (_, pass, fixes, files, reason) => {
    const { changes, refused } = plan(pass, fixes, files);
    expect(changes).toEqual([]);
    expect(refused).toMatch(reason);
  });

  it('leaves open what only the portal can answer', () => {
    const { changes, verified } = plan(
      'exists("a") && facts.ci.green',
      [{ create: 'a', content: 'x' }],
      { b: '' },
    );
    expect(changes).toHaveLength(1);
    expect(verified).toBe(false);
  });

  it('renders the parameters of a template', () => {
    const [{ checks }] = standardOf({
      a: {
        exists: 'x',
        fix: {
          how: 'Do it.',
          template: {
            ref: 'template:default/add-x',
            values: { name: '{{ entity.metadata.name }}', list: [1, 'b'] },
          },
        },
      },
    });
    const repository = createSnapshotFromFiles({ files: { b: '' } });
    expect(checks[0].fixable).toBe('template');
    expect(fixTemplateOf(checks[0], { entity, repository })).toEqual({
      ref: 'template:default/add-x',
      values: { name: 'orders', list: [1, 'b'] },
    });
    expect(planFix(checks[0], { entity, repository }).refused).toContain(
      'does not say how to change files',
    );
  });

  it('is refused at loading where it cannot work', () => {
    const problemOf = (fix: unknown) =>
      loadStandards([
        {
          path: 's.yaml',
          content: JSON.stringify({
            apiVersion: 'waymark.internal/v1',
            kind: 'Standard',
            metadata: { name: 's', title: 'T', description: 'D' },
            spec: {
              owner: 'o',
              checks: [
                {
                  id: 'a',
                  title: 'T',
                  level: 'gold',
                  weight: 1,
                  why: 'W',
                  exists: 'x',
                  fix,
                },
              ],
            },
          }),
        },
      ]).problems[0]?.message;
    const files = (...list: FileFix[]) => ({ how: 'H', files: list });
    expect(problemOf(files({ create: '*.md', content: '' }))).toMatch(/a glob/);
    expect(
      problemOf(files({ create: 'a', content: '{{ nonsense }}' })),
    ).toMatch(/fix: Unknown variable: nonsense/);
    expect(problemOf(files({ create: 'a', content: '{{ 1 }}' }))).toMatch(
      /is a text; this one is of type int/,
    );
    expect(problemOf(files({ create: 'a', content: '{{ "x"' }))).toMatch(
      /without its/,
    );
    expect(
      problemOf(files({ replace: 'a', pattern: '(?=x)', with: '' })),
    ).toMatch(/not a regular expression/);
    expect(
      problemOf(files({ set: 'a.json', key: 'a.__proto__.b', value: 1 })),
    ).toMatch(/key/);
    expect(problemOf(files({ set: 'a.txt', key: 'a', value: 1 }))).toMatch(
      /YAML and JSON/,
    );
    expect(problemOf({ files: [] })).toMatch(/fix/);
  });
});
