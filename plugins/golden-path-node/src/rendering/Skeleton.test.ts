import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import {
  integrations,
  TemplateFolders,
  textsOf,
} from '../__testUtils__/templateFolders';
import { FileTree } from '../tree';
import { renderOnDisk } from './renderVersion';
import { resolveValues } from './resolveValues';
import { readSkeleton, renderSkeleton } from './Skeleton';
import { templateRendererOf } from './templateRenderer';
import {
  contentStepOf,
  readTemplateVersion,
  TemplateVersion,
  valuesOf,
} from './TemplateVersion';

// The released action loads all of the scaffolder.
jest.setTimeout(60_000);

const folders = new TemplateFolders();
afterAll(() => folders.removeAll());

async function inMemory(
  version: TemplateVersion,
  values: object,
): Promise<FileTree | undefined> {
  const { input } = contentStepOf(version.template);
  const skeleton = await readSkeleton(version, input);
  return (
    skeleton &&
    renderSkeleton(skeleton, {
      renderer: templateRendererOf(integrations),
      values: values as any,
    })
  );
}

const onDisk = (version: TemplateVersion, values: object) =>
  renderOnDisk({ version, values: values as any, integrations });

const sorted = (tree: FileTree | undefined) =>
  tree &&
  [...tree]
    .map(([name, file]) => [name, file.mode, file.content.toString('latin1')])
    .sort(([a], [b]) => (a < b ? -1 : 1));

const skeleton = {
  'fixed.ts': 'const a = { b: 1 };',
  'empty.txt': '',
  'umlaut.txt': 'ä\n',
  'run.sh*': '#!/bin/sh\n# ${{ values.name }}\n',
  'crlf.txt':
    'a\r\n${{ values.name }}\r\n{% if values.name %}\r\nb{% endif %}\r\n',
  'bom.txt': '\ufeff${{ values.name }}\n',
  'binary.bin': Buffer.from([0, 1, 2, 0xff, 0x7b, 0x7b]),
  'latin.txt': Buffer.from([0x61, 0xe4, 0x7b, 0x23, 0x20, 0x23, 0x7d, 0x0a]),
  'src/latin.txt': Buffer.from([0x61, 0xe4, 0x7b, 0x23, 0x20, 0x0a]),
  'folder/name.txt': '${{ values.name }}\n',
  '${{ values.file }}/${{ values.file }}.md': 'fixed\n',
  '${{ values.file }}/image.bin*': Buffer.from([0, 0xff, 3]),
  'comment.txt': 'a {# gone #} b\n',
  'filters.txt':
    "${{ 'group:a/b' | parseEntityRef | pick('name') }} ${{ values.url | parseRepoUrl | dump }} ${{ values.url | projectSlug }}",
  '{% if values.none %}no.txt{% endif %}': 'left out\n',
  '{% if values.none %}no{% endif %}/file.txt': 'left out too\n',
  'src/raw.ts': '${{ values.name }}\n',
  'src/${{ values.file }}.ts': '${{ values.name }}\n',
};
const url = 'github.com?owner=a&repo=b';

it('renders in memory, byte for byte, what the action renders on disk', async () => {
  const version = await folders.add({ version: '1.0.0', skeleton });
  Object.assign(contentStepOf(version.template).input, {
    copyWithoutTemplating: ['src/**', '!src/none/**'],
  });
  await fc.assert(
    fc.asyncProperty(
      fc.stringMatching(/^[a-zä][\w '"$;`ä-]{0,8}$/),
      fc.string(),
      async (file, name) => {
        const values = { file, name, url };
        const tree = await inMemory(version, values);
        expect(sorted(tree)).toEqual(sorted(await onDisk(version, values)));
      },
    ),
    { numRuns: 20, examples: [['a', '${{ values.url }}\r\n{% raw %}"\'$(x)']] },
  );
  expect(
    textsOf(
      (await inMemory(version, { file: 'orders', name: 'orders', url }))!,
    ),
  ).toEqual(
    expect.objectContaining({
      'folder/name.txt': 'orders\n',
      'orders/orders.md': 'fixed\n',
      'src/raw.ts': '${{ values.name }}\n',
      'src/orders.ts': '${{ values.name }}\n',
      'run.sh*': '#!/bin/sh\n# orders\n',
    }),
  );
});

const TEMPLATES = path.resolve(__dirname, '../../../../templates');
const shipped = readdirSync(TEMPLATES).filter(name =>
  existsSync(path.join(TEMPLATES, name, 'skeleton')),
);
const shippedWith = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: { gitea: [{ host: 'localhost:3030' }] },
  }),
);

it.each(shipped)('renders %s in memory as on disk', async name => {
  const folder = path.join(TEMPLATES, name);
  const version = await readTemplateVersion(folder);
  const cases = path.join(folder, 'cases');
  const given = readdirSync(cases).map(
    file => parse(readFileSync(path.join(cases, file), 'utf8')).parameters,
  );
  expect(given.length).toBeGreaterThan(0);
  for (const parameters of [
    ...given,
    {
      ...given[0],
      description: `It's "{{ x }}": \${{ y }} {% if %} \`$(z)\``,
    },
  ]) {
    const values = await resolveValues({
      values: valuesOf(version),
      parameters,
      integrations: shippedWith,
    });
    const tree = await inMemory(version, values);
    expect(tree?.size).toBeGreaterThan(5);
    expect(sorted(tree)).toEqual(sorted(await onDisk(version, values)));
  }
});

it.each<[string, Record<string, string>, object]>([
  ['names that become one', { 'a.md': '1', '${{ values.name }}.md': '2' }, {}],
  ['a file where a folder is', { 'a/b': '1', '${{ values.name }}': '2' }, {}],
  ['a path that leaves', { '${{ values.up }}': '1', b: '2' }, {}],
  ['what is broken', { b: '${{ values.name | none }}' }, {}],
  ['inputs that it does not know', { b: '1' }, { trimBlocks: true }],
])('leaves %s to the action', async (_, files, more) => {
  const version = await folders.add({ version: '1.0.0', skeleton: files });
  Object.assign(contentStepOf(version.template).input, more);
  const values = { name: 'a', up: '../../up' };
  expect(await inMemory(version, values)).toBeUndefined();
});
