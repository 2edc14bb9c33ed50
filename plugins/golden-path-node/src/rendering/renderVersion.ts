import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { digestTree, FileTree, readTree, TreeFile, writeTree } from '../tree';
import { annotateCatalogInfo } from '../workspace';
import { runFetchTemplate } from './runFetchTemplate';
import { splitSkeleton } from './splitSkeleton';
import { contentStepOf, TemplateVersion } from './TemplateVersion';

const CATALOG_INFO = 'catalog-info.yaml';

/** What a version of a template renders. @public */
export interface RenderedVersion {
  tree: FileTree;
  /** `sha256:…` of the contents as rendered, as the recorded answers have it. */
  digest: string;
}

/**
 * Renders what a repository was, or would be, created with: the contents of
 * the skeleton, and the catalog descriptor with template and version in it.
 * Without the recorded answers. Same version and values, same bytes.
 *
 * @param options.values - resolved, as recorded, or from `resolveValues`
 * @throws `InputError` where the template renders what must not be in a repository
 * @public
 */
export async function renderVersion(options: {
  version: TemplateVersion;
  values: JsonObject;
  integrations: ScmIntegrations;
}): Promise<RenderedVersion> {
  const { version } = options;
  const { input } = contentStepOf(version.template);
  const split = await splitSkeleton(version, input);
  if (split) {
    const rendered = await renderFolder(options, split.dynamic);
    // A rendered name may be that of another file: let the renderer settle it.
    if (![...rendered.keys()].some(name => split.fixed.has(name))) {
      return toRendered(new Map([...split.fixed, ...rendered]), version);
    }
  }
  return toRendered(await renderFolder(options), version);
}

/** @param files - of the skeleton; all of it, unless given */
async function renderFolder(
  options: Parameters<typeof renderVersion>[0],
  files?: FileTree,
): Promise<FileTree> {
  const { version, values, integrations } = options;
  const { input } = contentStepOf(version.template);
  const scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'waymark-render-'));
  const workspace = path.join(scratch, 'workspace');
  try {
    await fs.mkdir(workspace);
    const folder = files ? path.join(scratch, 'template') : version.folder;
    if (files) {
      await fs.mkdir(path.resolve(folder, input.url), { recursive: true });
      await writeTree(files, path.resolve(folder, input.url));
    }
    await runFetchTemplate({
      folder,
      workspace,
      scratch,
      integrations,
      input: { ...input, values },
    }).catch(error => {
      throw new InputError(
        `${version.ref} ${version.version} cannot be rendered: ${error.message}`,
      );
    });
    return await readTree(workspace);
  } finally {
    await fs.rm(scratch, { recursive: true, force: true });
  }
}

function toRendered(tree: FileTree, version: TemplateVersion): RenderedVersion {
  return { tree: annotate(tree, version), digest: digestTree(tree) };
}

function annotate(tree: FileTree, version: TemplateVersion): FileTree {
  const descriptor = tree.get(CATALOG_INFO);
  if (!descriptor) {
    return tree;
  }
  const { text } = annotateCatalogInfo(descriptor.content.toString('utf8'), {
    templateRef: version.ref,
    templateVersion: version.version,
  });
  const annotated: TreeFile = { ...descriptor, content: Buffer.from(text) };
  return new Map(tree).set(CATALOG_INFO, annotated);
}
