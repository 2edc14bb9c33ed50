import {
  ANNOTATION_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  FileTree,
  findGitFolder,
  listGitVersions,
  readGitVersion,
  readTree,
  writeTree,
} from '@waymark-idp/plugin-golden-path-node';
import { isSafePath, withHistory } from '@waymark-idp/plugin-repositories-node';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { descriptorNameOf, withDescriptor } from './readTemplateFolder';

/** Of what is wanted, the newest. */
const MOST_VERSIONS = 50;

/** `…/src/branch/main/a/template.yaml`, `…/blob/main/a/…`, `…/-/blob/main/a/…` */
const LOCATION = /\/(?:src\/branch|blob|tree)\/([^/]+)\/(.+)$/;

/** A version of a template that its repository remembers. */
export interface RememberedVersion {
  version: string;
  /** With the descriptor as `template.yaml`. */
  files: FileTree;
}

/**
 * The versions that a registered template has had, from the history of the
 * repository that it is kept in: on a git host, or on disk.
 *
 * @param options.isWanted - which versions to read the files of
 * @param options.onSkipped - hears of versions whose files cannot be used
 * @throws Error that says why the history cannot be read
 */
export async function readTemplateHistory(
  template: Entity,
  options: {
    integrations: ScmIntegrationRegistry;
    isWanted(version: string): boolean;
    onSkipped(version: string, error: unknown): void;
  },
): Promise<RememberedVersion[]> {
  const { type, target } = parseLocationRef(
    template.metadata.annotations?.[ANNOTATION_LOCATION] ?? 'none:none',
  );
  if (type === 'file') {
    const found = await findGitFolder(path.dirname(target));
    return found ? await read({ ...found, target }, options) : [];
  }
  const [, branch, file] =
    (type === 'url' && LOCATION.exec(new URL(target).pathname)) || [];
  if (!file) {
    return [];
  }
  return await withHistory(
    {
      integrations: options.integrations,
      url: target,
      branch: decodeURIComponent(branch),
    },
    async ({ gitDir, commit }) => {
      const folder = path.posix.dirname(decodeURIComponent(file));
      return await read(
        { gitDir, commit, target, path: folder === '.' ? '' : folder },
        options,
      );
    },
  );
}

async function read(
  place: { gitDir: string; path: string; commit?: string; target: string },
  options: Parameters<typeof readTemplateHistory>[1],
): Promise<RememberedVersion[]> {
  const versions = await listGitVersions(place.gitDir, {
    path: place.path,
    branch: place.commit,
    descriptor: descriptorNameOf(place.target),
  });
  const remembered: RememberedVersion[] = [];
  for (const { version, commit } of versions
    .filter(item => options.isWanted(item.version))
    .slice(0, MOST_VERSIONS)) {
    try {
      const tree = await readGitVersion(place.gitDir, {
        path: place.path,
        commit,
      });
      const files = withDescriptor(await accepted(tree), place.target);
      remembered.push({ version, files });
    } catch (error) {
      options.onSkipped(version, error);
    }
  }
  return remembered;
}

/** Under the rules that a folder is read by: what git remembers may be anything. */
async function accepted(tree: FileTree): Promise<FileTree> {
  const unsafe = [...tree.keys()].find(name => !isSafePath(name));
  if (unsafe !== undefined) {
    throw new Error(`${JSON.stringify(unsafe)} leads out of its folder`);
  }
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waymark-history-'));
  try {
    await writeTree(tree, folder);
    return await readTree(folder);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
