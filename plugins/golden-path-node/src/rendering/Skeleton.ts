import { JsonObject } from '@backstage/types';
import globby from 'globby';
import { isBinaryFile } from 'isbinaryfile';
import { TemplateContext, TemplateRenderer } from 'nunjitsu';
import path from 'node:path';
import { FileTree, readTree, TreeFile } from '../tree';
import { isAllowedName, MAX_BYTES } from '../workspace/readWorkspace';
import { TemplateVersion } from './TemplateVersion';

/** A file, or a folder, of which something depends on the values. */
interface Varying {
  path: string;
  /** Undefined for a folder. */
  file?: TreeFile;
  /** What is rendered; undefined where only the path is. */
  text?: string;
}

/** What a version of a template renders, read once and rendered often. */
export interface Skeleton {
  /** What is the same whatever the values are. */
  fixed: FileTree;
  varying: Varying[];
}

/** Inputs of `fetch:template` under which {@link renderSkeleton} knows what happens. */
const UNDERSTOOD = new Set(['url', 'values', 'copyWithoutTemplating']);
/** Whatever opens a tag, in any dialect that the renderer speaks. */
const TAG = /\{[{%#]/;

const known = new WeakMap<TemplateVersion, Promise<Skeleton | undefined>>();

/**
 * Most files of a skeleton have nothing to render. All are read once and kept
 * as long as the version is, so that a render costs only what differs.
 *
 * @returns undefined where only the released action knows what it renders
 */
export async function readSkeleton(
  version: TemplateVersion,
  input: JsonObject & { url: string },
): Promise<Skeleton | undefined> {
  let skeleton = known.get(version);
  if (!skeleton) {
    skeleton = read(version, input);
    known.set(version, skeleton);
  }
  return await skeleton;
}

async function read(
  version: TemplateVersion,
  input: JsonObject & { url: string },
): Promise<Skeleton | undefined> {
  const patterns = input.copyWithoutTemplating ?? [];
  if (
    Object.keys(input).some(key => !UNDERSTOOD.has(key)) ||
    !Array.isArray(patterns)
  ) {
    return undefined;
  }
  const folder = path.resolve(version.folder, input.url);
  // What is wrong with a skeleton is told by the action.
  const tree = await readTree(folder).catch(() => undefined);
  if (!tree || [...tree.values()].some(({ mode }) => mode === '120000')) {
    return undefined;
  }
  // As the action asks for it.
  const copied = new Set(
    await globby(patterns as string[], {
      cwd: folder,
      dot: true,
      onlyFiles: false,
      markDirectories: true,
      followSymbolicLinks: false,
    }),
  );
  const fixed = new Map<string, TreeFile>();
  const varying = foldersOf(tree)
    .filter(name => TAG.test(name))
    .map((name): Varying => ({ path: name }));
  for (const [name, file] of tree) {
    const binary = await isBinaryFile(file.content);
    const text = binary ? undefined : file.content.toString('utf8');
    const written =
      text === undefined ? file : { ...file, content: Buffer.from(text) };
    const rendered = text !== undefined && !copied.has(name) && TAG.test(text);
    if (rendered || TAG.test(name)) {
      varying.push({
        path: name,
        file: written,
        text: rendered ? text : undefined,
      });
    } else {
      fixed.set(name, written);
    }
  }
  return { fixed, varying };
}

/**
 * Renders a skeleton in memory, to what `fetch:template` renders on disk.
 *
 * @returns undefined where that cannot be told: names that meet, or leave the
 *   folder, or whatever fails; the released action then says what happens
 */
export function renderSkeleton(
  { fixed, varying }: Skeleton,
  options: { renderer: TemplateRenderer; values: JsonObject },
): FileTree | undefined {
  const { renderer, values } = options;
  const tree = new Map(fixed);
  const folders = new Set(foldersOf(fixed));
  let bytes = 0;
  try {
    const context = renderer.prepareContext({ values } as TemplateContext);
    for (const { path: source, file, text } of varying) {
      const name = TAG.test(source) ? renderer.render(source, context) : source;
      // The action leaves these out.
      if (name === '' || name.startsWith('/') || name.includes('//')) {
        continue;
      }
      if (!file) {
        folders.add(name.replace(/\/$/, ''));
        continue;
      }
      if (tree.has(name) || !isPlainPath(name)) {
        return undefined;
      }
      const content =
        text === undefined
          ? file.content
          : Buffer.from(renderer.render(text, context));
      bytes += content.length;
      tree.set(name, { ...file, content });
    }
  } catch {
    return undefined;
  }
  const meets = [...folders, ...foldersOf(tree)].some(
    name => tree.has(name.replace(/\/$/, '')) || !isPlainPath(name),
  );
  return meets || bytes > MAX_BYTES / 2 ? undefined : tree;
}

/** Each ends with `/`. */
function foldersOf(tree: FileTree): string[] {
  const folders = new Set<string>();
  for (const name of tree.keys()) {
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      folders.add(name.slice(0, at + 1));
    }
  }
  return [...folders];
}

function isPlainPath(name: string): boolean {
  return name
    .replace(/\/$/, '')
    .split('/')
    .every(
      part =>
        part !== '' &&
        part !== '.' &&
        part !== '..' &&
        Buffer.byteLength(part) < 256 &&
        isAllowedName(part),
    );
}
