import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { whatItSays } from './whatItSays';

const says = (files: Record<string, string>) =>
  whatItSays(createSnapshotFromFiles({ files }));

it('reads name and description of a package, or the first paragraph of a README', () => {
  expect(
    says({
      'package.json': '{"name":"@sample/orders","description":" Takes them. "}',
      'README.md': '# Other\n\nOther.',
    }),
  ).toEqual({ name: 'orders', description: 'Takes them.' });
  expect(
    says({
      'package.json': '{"name":1,"description":{}}',
      'README.md':
        '[![build](x)](y)\n# Orders\n\n<img>\n\n> Note\n\n- a list\n\nTakes orders,\nand follows them.\n\nMore.\n',
    }),
  ).toEqual({
    name: undefined,
    description: 'Takes orders, and follows them.',
  });
  expect(says({ 'README.md': `Setext\n\n${'long '.repeat(100)}` })).toEqual({
    name: undefined,
    description: 'Setext',
  });
  expect(says({ 'README.md': 'long '.repeat(100) }).description).toHaveLength(
    300,
  );
});

it('knows nothing of what is broken, or not there', () => {
  const nothing = { name: undefined, description: undefined };
  expect(says({ 'package.json': '[', 'README.md': '# Only\n' })).toEqual(
    nothing,
  );
  expect(says({ 'package.json': 'null', 'README.md': '' })).toEqual(nothing);
  expect(says({ 'a.txt': 'x' })).toEqual(nothing);
});
