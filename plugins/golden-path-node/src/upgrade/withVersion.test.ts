import { textsOf, treeOf } from '../__testUtils__/templateFolders';
import { withVersion } from './withVersion';

const versions = { from: '1.0.0', to: '2.0.0-rc.1' };

it('changes the version where it is said, and nothing else', () => {
  const said = (line: string) =>
    `metadata:\r\n  annotations:\r\n${line}\r\n    other: 1.0.0\r\n`;
  const after = (line: string) =>
    textsOf(withVersion(treeOf({ 'catalog-info.yaml': said(line) }), versions))[
      'catalog-info.yaml'
    ];
  for (const [before, expected] of [
    [
      '    backstage.io/template-version: 1.0.0',
      '    backstage.io/template-version: 2.0.0-rc.1',
    ],
    [
      `    'backstage.io/template-version': "1.0.0" # ours`,
      `    'backstage.io/template-version': "2.0.0-rc.1" # ours`,
    ],
  ]) {
    expect(after(before)).toBe(said(expected));
  }
  for (const line of [
    '    backstage.io/template-version: 1.0.00',
    '    backstage.io/template-version: 1x0.0',
    '    # backstage.io/template-version: 1.0.0',
    '    xbackstage.io/template-version: 1.0.0',
  ]) {
    expect(after(line)).toBe(said(line));
  }
  const without = treeOf({ 'README.md': 'backstage.io/template-version' });
  expect(withVersion(without, versions)).toBe(without);
});
