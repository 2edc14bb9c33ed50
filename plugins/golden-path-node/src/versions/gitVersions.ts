import { TEMPLATE_VERSION_ANNOTATION } from '@waymark-idp/plugin-golden-path-common';
import semver from 'semver';
import { parse } from 'yaml';
import { readGitTree } from '../merge/mergeTrees';
import { runGit } from '../merge/runGit';
import { FileTree } from '../tree';

/** A version of a template in the history of its repository. @public */
export interface GitTemplateVersion {
  /** Semantic. */
  version: string;
  /** The newest commit at which the template had this version. */
  commit: string;
}

/**
 * The versions that a template has had, found in the history of its repository.
 *
 * @param gitDir - a repository, bare or not
 * @param options.path - the folder of the template in it; empty for the root
 * @param options.branch - where to look; default `HEAD`
 * @param options.descriptor - what the template's descriptor is called in its folder; default `template.yaml`
 * @returns newest version first
 * @public
 */
export async function listGitVersions(
  gitDir: string,
  options: { path: string; branch?: string; descriptor?: string },
): Promise<GitTemplateVersion[]> {
  const { descriptor = 'template.yaml' } = options;
  const file = [options.path, descriptor].filter(Boolean).join('/');
  const branch = options.branch ?? 'HEAD';
  const { stdout } = await runGit(
    ['log', '--first-parent', '--format=%H', branch, '--', options.path || '.'],
    { cwd: gitDir },
  );
  const commits = stdout.toString('utf8').split('\n').filter(Boolean);
  const { stdout: blobs } = await runGit(['cat-file', '--batch'], {
    cwd: gitDir,
    input: [commits.map(commit => `${commit}:${file}\n`).join('')],
  });
  const found = new Map<string, string>();
  let at = 0;
  for (const commit of commits) {
    const end = blobs.indexOf(10, at);
    const header = blobs.toString('utf8', at, end);
    at = end + 1;
    const size = Number(/ blob (\d+)$/.exec(header)?.[1] ?? NaN);
    if (Number.isNaN(size)) {
      continue; // The template was not there yet, or not any more.
    }
    const version = versionIn(blobs.toString('utf8', at, at + size));
    at += size + 1;
    // Newest first: what a version rendered last is what it means.
    if (version && !found.has(version)) {
      found.set(version, commit);
    }
  }
  return [...found]
    .map(([version, commit]) => ({ version, commit }))
    .sort((a, b) => semver.rcompare(a.version, b.version));
}

/**
 * Where a folder is in its repository.
 *
 * @returns undefined where it is in none, or git cannot be asked
 * @public
 */
export async function findGitFolder(
  folder: string,
): Promise<{ gitDir: string; path: string } | undefined> {
  try {
    const { stdout } = await runGit(
      ['rev-parse', '--show-toplevel', '--show-prefix'],
      { cwd: folder },
    );
    const [gitDir, prefix] = stdout.toString('utf8').split('\n');
    return { gitDir, path: prefix.replace(/\/$/, '') };
  } catch {
    return undefined;
  }
}

/**
 * The files of a template as they were at a commit.
 *
 * @public
 */
export async function readGitVersion(
  gitDir: string,
  options: { path: string; commit: string },
): Promise<FileTree> {
  return await readGitTree(gitDir, `${options.commit}:${options.path}`);
}

function versionIn(text: string): string | undefined {
  try {
    const version =
      parse(text)?.metadata?.annotations?.[TEMPLATE_VERSION_ANNOTATION];
    return semver.valid(version) ?? undefined;
  } catch {
    return undefined;
  }
}
