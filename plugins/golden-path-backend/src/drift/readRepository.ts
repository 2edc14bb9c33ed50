import { UrlReaderService } from '@backstage/backend-plugin-api';
import { FileTree, readTree } from '@waymark-idp/plugin-golden-path-node';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MAX_BYTES = 256 * 1024 * 1024;
const MAX_FILES = 20_000;
const TIMEOUT_MS = 60_000;

/** A repository as it is now. */
export interface RepositoryTree {
  tree: FileTree;
  /** The commit, or what the host tells one state of a tree from another by. */
  commit: string;
}

/**
 * Reads all of a repository, with modes.
 *
 * @param options.unless - the commit that is known already
 * @returns undefined where the repository still is at `unless`
 * @throws Error that says why it cannot be read
 */
export async function readRepository(options: {
  reader: UrlReaderService;
  url: string;
  unless?: string;
}): Promise<RepositoryTree | undefined> {
  const { reader, url, unless } = options;
  const folder = await fs.mkdtemp(
    path.join(os.tmpdir(), 'waymark-repository-'),
  );
  const aborter = new AbortController();
  const timer = setTimeout(() => aborter.abort(), TIMEOUT_MS);
  let bytes = 0;
  let files = 0;
  try {
    const response = await reader.readTree(url, {
      etag: unless,
      signal: aborter.signal,
      filter(_, info) {
        bytes += info?.size ?? 0;
        files += 1;
        if (bytes > MAX_BYTES || files > MAX_FILES) {
          aborter.abort();
        }
        return true;
      },
    });
    const tree = await readTree(await response.dir({ targetDir: folder }));
    return { tree, commit: response.etag };
  } catch (error) {
    if (unless && (error as Error).name === 'NotModifiedError') {
      return undefined;
    }
    if (bytes > MAX_BYTES || files > MAX_FILES) {
      throw new Error(
        `The repository is larger than ${
          MAX_BYTES / 1024 / 1024
        } MiB or ${MAX_FILES} files.`,
      );
    }
    throw error;
  } finally {
    clearTimeout(timer);
    await fs.rm(folder, { recursive: true, force: true });
  }
}
