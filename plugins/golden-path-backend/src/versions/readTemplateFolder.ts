import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { FileTree, readTree } from '@waymark-idp/plugin-golden-path-node';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MAX_BYTES = 32 * 1024 * 1024;

/** The files of a template, and what tells this state of them from another. */
export interface TemplateFolder {
  /** With the descriptor as `template.yaml`, whatever it is called there. */
  files: FileTree;
  /** Undefined for a folder on disk. */
  etag?: string;
}

/**
 * The folder that a registered template is in, with modes.
 *
 * @param options.etag - of the state that is known already
 * @returns undefined where it still is in that state
 * @throws `InputError` where the folder is too large or cannot be found
 */
export async function readTemplateFolder(
  template: Entity,
  options: {
    reader: UrlReaderService;
    integrations: ScmIntegrationRegistry;
    etag?: string;
  },
): Promise<TemplateFolder | undefined> {
  const annotations = template.metadata.annotations ?? {};
  const location =
    annotations[ANNOTATION_SOURCE_LOCATION] ?? annotations[ANNOTATION_LOCATION];
  if (!location) {
    throw new InputError(
      'The catalog does not say where the template is kept.',
    );
  }
  const { type, target } = parseLocationRef(location);
  if (type === 'file') {
    const files = await readTree(path.dirname(target));
    return { files: withDescriptor(files, target) };
  }
  if (type !== 'url') {
    throw new InputError(`It is kept in a location of type ${type}.`);
  }
  const descriptor = parseLocationRef(
    annotations[ANNOTATION_LOCATION] ?? location,
  ).target;
  const tree = await readUrl(target, options);
  return tree && { ...tree, files: withDescriptor(tree.files, descriptor) };
}

async function readUrl(
  target: string,
  options: {
    reader: UrlReaderService;
    integrations: ScmIntegrationRegistry;
    etag?: string;
  },
): Promise<TemplateFolder | undefined> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waymark-template-'));
  const aborter = new AbortController();
  let bytes = 0;
  try {
    const url = options.integrations.resolveUrl({ url: '.', base: target });
    const tree = await options.reader.readTree(url, {
      etag: options.etag,
      signal: aborter.signal,
      filter(_, info) {
        bytes += info?.size ?? 0;
        if (bytes > MAX_BYTES) {
          aborter.abort();
        }
        return true;
      },
    });
    const files = await readTree(await tree.dir({ targetDir: folder }));
    return { files, etag: tree.etag };
  } catch (error) {
    if (options.etag && (error as Error).name === 'NotModifiedError') {
      return undefined;
    }
    if (bytes > MAX_BYTES) {
      throw new InputError(
        `Its files are larger than ${MAX_BYTES / 1024 / 1024} MiB.`,
      );
    }
    throw error;
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/** What the descriptor at an address is called. */
export function descriptorNameOf(target: string): string {
  return decodeURIComponent(path.posix.basename(target.split(/[?#]/)[0]));
}

/** The files of a template, with its descriptor as `template.yaml`. */
export function withDescriptor(tree: FileTree, target: string): FileTree {
  const name = descriptorNameOf(target);
  const descriptor = tree.get(name) ?? tree.get('template.yaml');
  if (!descriptor) {
    throw new InputError(`There is no ${name} in its folder.`);
  }
  return new Map(tree).set('template.yaml', descriptor);
}
