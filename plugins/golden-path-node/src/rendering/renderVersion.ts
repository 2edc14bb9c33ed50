import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { digestTree, FileTree, readTree, TreeFile } from '../tree';
import { annotateCatalogInfo } from '../workspace';
import { runFetchTemplate } from './runFetchTemplate';
import { readSkeleton, renderSkeleton } from './Skeleton';
import { templateRendererOf } from './templateRenderer';
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
 * Without the recorded answers. Same version and values, same bytes: those of
 * `fetch:template`, in memory wherever that can be told.
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
  const { version, values, integrations } = options;
  const skeleton = await readSkeleton(
    version,
    contentStepOf(version.template).input,
  );
  const tree =
    skeleton &&
    renderSkeleton(skeleton, {
      renderer: templateRendererOf(integrations),
      values,
    });
  return toRendered(tree ?? (await renderOnDisk(options)), version);
}

/** By the released action: the judge of what a template renders. */
export async function renderOnDisk(
  options: Parameters<typeof renderVersion>[0],
): Promise<FileTree> {
  const { version, values, integrations } = options;
  const { input } = contentStepOf(version.template);
  const scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'waymark-render-'));
  const workspace = path.join(scratch, 'workspace');
  try {
    await fs.mkdir(workspace);
    await runFetchTemplate({
      folder: version.folder,
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
