import {
  integrations,
  TemplateFolders,
  textsOf,
} from '../__testUtils__/templateFolders';
import { renderVersion } from './renderVersion';
import { contentStepOf } from './TemplateVersion';
import { splitSkeleton } from './splitSkeleton';

const folders = new TemplateFolders();
afterAll(() => folders.removeAll());

const skeleton = {
  'fixed.ts': 'const a = { b: 1 };',
  'empty.txt': '',
  'umlaut.txt': 'ä\n',
  'run.sh*': '#!/bin/sh\n',
  'crlf.txt': 'a\r\nb\r\n',
  'bom.txt': '\ufeffa\n',
  'binary.bin': Buffer.from([0, 1, 2, 0xff]),
  'latin.txt': Buffer.from([0x61, 0xe4, 0x0a]),
  'folder/name.txt': '${{ values.name }}\n',
  '${{ values.name }}.md': 'fixed\n',
  'comment.txt': 'a {# gone #} b\n',
  '{% if values.none %}no.txt{% endif %}': 'left out\n',
  'src/raw.ts': '${{ values.name }}\n',
};

it('renders the same as the whole skeleton at once', async () => {
  const version = await folders.add({ version: '1.0.0', skeleton });
  const { input } = contentStepOf(version.template);
  Object.assign(input, { copyWithoutTemplating: ['src/**'] });
  const split = await splitSkeleton(version, input);
  expect([...split!.fixed.keys()].sort()).toEqual([
    ...['empty.txt', 'fixed.ts', 'run.sh', 'umlaut.txt'],
  ]);
  const values = { name: 'orders' };
  const inParts = await renderVersion({ version, values, integrations });

  const whole = await folders.add({ version: '1.0.0', skeleton });
  Object.assign(contentStepOf(whole.template).input, {
    copyWithoutTemplating: ['src/**'],
    trimBlocks: false,
  });
  expect(
    await splitSkeleton(whole, contentStepOf(whole.template).input),
  ).toBeUndefined();
  const atOnce = await renderVersion({ version: whole, values, integrations });
  expect(textsOf(inParts.tree)).toEqual(textsOf(atOnce.tree));
  expect(inParts.digest).toBe(atOnce.digest);
  expect(textsOf(inParts.tree)).toMatchObject({
    'folder/name.txt': 'orders\n',
    'orders.md': 'fixed\n',
    'src/raw.ts': '${{ values.name }}\n',
    'run.sh*': '#!/bin/sh\n',
  });
});

it('lets the renderer settle names that become one', async () => {
  const version = await folders.add({
    version: '1.0.0',
    skeleton: { 'orders.md': 'one\n', '${{ values.name }}.md': 'other\n' },
  });
  const { tree } = await renderVersion({
    version,
    values: { name: 'orders' },
    integrations,
  });
  expect([...tree.keys()]).toEqual(['orders.md']);
});
