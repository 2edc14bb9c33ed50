import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { treeOf, textsOf } from '../__testUtils__/templateFolders';
import { runGit } from '../merge/runGit';
import { writeTree } from '../tree';
import { listGitVersions, readGitVersion } from './gitVersions';

describe('versions in the history of a repository', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waymark-history-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  it('finds each version at its newest commit, and reads it', async () => {
    const git = async (...args: string[]) =>
      (
        await runGit(
          ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args],
          { cwd: folder },
        )
      ).stdout
        .toString()
        .trim();
    const commit = async (files: Record<string, string>) => {
      await writeTree(treeOf(files), folder);
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'A change');
      return await git('rev-parse', 'HEAD');
    };
    const template = (version: string) =>
      `metadata:\n  annotations:\n    backstage.io/template-version: ${version}\n`;

    await git('init', '--quiet', '--initial-branch', 'main', '.');
    await commit({ 'README.md': 'before there was a template\n' });
    await commit({
      'templates/service/template.yaml': template('1.9.0'),
      'templates/service/skeleton/a*': '1\n',
    });
    const second = await commit({ 'templates/service/skeleton/a*': '2\n' });
    const third = await commit({
      'templates/service/template.yaml': template('1.10.0'),
      'templates/service/skeleton/a*': '3\n',
    });
    await commit({ 'templates/other/template.yaml': template('7.0.0') });
    await commit({ 'templates/service/template.yaml': 'broken: [' });

    const versions = await listGitVersions(folder, {
      path: 'templates/service',
    });
    expect(versions).toEqual([
      { version: '1.10.0', commit: third },
      { version: '1.9.0', commit: second },
    ]);
    const files = await readGitVersion(folder, {
      path: 'templates/service',
      commit: second,
    });
    expect(textsOf(files)).toEqual({
      'skeleton/a*': '2\n',
      'template.yaml': template('1.9.0'),
    });
  });
});
