import { isUpToDate } from '@waymark-idp/plugin-golden-path-common';
import { treeOf } from '../__testUtils__/templateFolders';
import { driftOf } from './driftOf';
import { readIgnoreList } from './IgnoreList';

const own = treeOf({
  same: 'same',
  changed: 'a',
  mode: 'script',
  deleted: 'b',
  'both/moved-on': '1',
  behind: '1',
  dropped: 'x',
  'kept.md': '1',
});
const newest = treeOf({
  same: 'same',
  changed: 'a',
  mode: 'script',
  deleted: 'b',
  'both/moved-on': '2',
  behind: '2',
  added: 'new',
  'kept.md': '2',
});
const identity = {
  templateRef: 'template:default/example',
  version: '1.0.0',
  newestVersion: '2.0.0',
};

describe('driftOf', () => {
  it('says per file what happened here, and what is behind', () => {
    const head = treeOf({
      same: 'same',
      changed: 'A',
      'mode*': 'script',
      'both/moved-on': 'ours',
      behind: '1',
      dropped: 'x',
      'kept.md': '1',
      'of-its-own': 'not counted',
      '.waymark/ignore': '# by hand\n*.md\n',
    });
    const drift = driftOf({
      ...identity,
      own,
      newest,
      head,
      ignore: readIgnoreList(head),
    });
    expect(
      Object.fromEntries(
        drift.files.map(({ path, state, behind, ignored }) => [
          path,
          [state, behind && 'behind', ignored && 'ignored']
            .filter(Boolean)
            .join(' '),
        ]),
      ),
    ).toEqual({
      same: 'unchanged',
      changed: 'changed-here',
      mode: 'changed-here',
      deleted: 'deleted-here',
      'both/moved-on': 'changed-here behind',
      behind: 'unchanged behind',
      added: 'unchanged behind',
      dropped: 'unchanged behind',
      'kept.md': 'unchanged ignored',
    });
    expect(drift.counts).toEqual({
      unchanged: 5,
      changedHere: 3,
      deletedHere: 1,
      behind: 4,
    });
    expect(isUpToDate(drift)).toBe(false);
  });

  it('has nothing to say about a repository that is as the newest version renders it', () => {
    const drift = driftOf({
      ...identity,
      version: '2.0.0',
      own,
      newest,
      head: new Map([...newest, ...treeOf({ more: 'x' })]),
      ignore: readIgnoreList(newest),
    });
    expect(isUpToDate(drift)).toBe(true);
  });
});
