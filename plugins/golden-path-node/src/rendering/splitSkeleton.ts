import { JsonObject } from '@backstage/types';
import path from 'node:path';
import { FileTree, isBinary, readTree, TreeFile } from '../tree';
import { TemplateVersion } from './TemplateVersion';

/** A skeleton in two: what is rendered as it is, and what the renderer has to see. */
export interface SplitSkeleton {
  fixed: FileTree;
  dynamic: FileTree;
}

/** Inputs of `fetch:template` under which {@link splitSkeleton} knows what happens. */
const UNDERSTOOD = new Set(['url', 'values', 'copyWithoutTemplating']);
/** Whatever opens a tag, in any dialect that the renderer speaks. */
const TAG = /\{[{%#]/;

const known = new WeakMap<
  TemplateVersion,
  Promise<SplitSkeleton | undefined>
>();

/**
 * Most files of a skeleton have nothing to render. They are read once and kept
 * as long as the version is, so that a render costs only what differs.
 *
 * @returns undefined where the whole skeleton has to be rendered
 */
export async function splitSkeleton(
  version: TemplateVersion,
  input: JsonObject & { url: string },
): Promise<SplitSkeleton | undefined> {
  let split = known.get(version);
  if (!split) {
    split = read(version, input);
    known.set(version, split);
  }
  return await split;
}

async function read(
  version: TemplateVersion,
  input: JsonObject & { url: string },
): Promise<SplitSkeleton | undefined> {
  if (Object.keys(input).some(key => !UNDERSTOOD.has(key))) {
    return undefined;
  }
  const folder = path.resolve(version.folder, input.url);
  // What is wrong with a skeleton is told by the renderer.
  const tree = await readTree(folder).catch(() => undefined);
  if (!tree || [...tree.values()].some(({ mode }) => mode === '120000')) {
    return undefined;
  }
  const entries = [...tree];
  return {
    fixed: new Map(entries.filter(entry => isFixed(...entry))),
    dynamic: new Map(entries.filter(entry => !isFixed(...entry))),
  };
}

function isFixed(name: string, file: TreeFile): boolean {
  if (TAG.test(name) || isBinary(file)) {
    return false;
  }
  const text = file.content.toString('utf8');
  return (
    !TAG.test(text) &&
    // A renderer may touch these, so let it.
    !/[\r\ufeff]/.test(text) &&
    Buffer.from(text, 'utf8').equals(file.content)
  );
}
