import {
  LoadedStandards,
  loadStandards,
  StandardFile,
} from '@waymark-idp/plugin-conformity-node';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors';
import { Portal } from '../Portal';

const MILLISECONDS = 30_000;
const MOST_BYTES = 5_000_000;

/** Where standards can be taken from. */
export type StandardsPlace =
  | { folder: string }
  | { file: URL }
  | { portal: Portal };

/**
 * Reads standards from where they are.
 *
 * @throws UsageError when they cannot be read.
 */
export async function readStandards(
  place: StandardsPlace,
): Promise<LoadedStandards> {
  if ('portal' in place) {
    const { files } = await place.portal.standards();
    return loadStandards(files);
  }
  return loadStandards(
    'file' in place
      ? [await readUrl(place.file)]
      : await readStandardsFolder(place.folder),
  );
}

/** Every YAML file in a folder and those below it, or one file. */
export async function readStandardsFolder(
  folder: string,
): Promise<StandardFile[]> {
  const info = await stat(folder).catch(() => undefined);
  if (!info) {
    throw new UsageError(
      `There is no folder ${folder} to read standards from.`,
    );
  }
  if (info.isFile()) {
    return [{ path: folder, content: await readFile(folder, 'utf8') }];
  }
  const names = (await readdir(folder, { recursive: true }))
    .filter(name => /\.ya?ml$/.test(name))
    .sort();
  if (names.length === 0) {
    throw new UsageError(
      `There is no YAML file in ${folder}, so there is nothing to check.`,
    );
  }
  return await Promise.all(
    names.map(async name => ({
      path: path.join(folder, name).split(path.sep).join('/'),
      content: await readFile(path.join(folder, name), 'utf8'),
    })),
  );
}

async function readUrl(url: URL): Promise<StandardFile> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(MILLISECONDS),
    });
    if (!response.ok) {
      throw new Error(`${response.status} ${response.statusText}`);
    }
    let content = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      content += decoder.decode(chunk, { stream: true });
      if (content.length > MOST_BYTES) {
        throw new Error(`it has more than ${MOST_BYTES} bytes`);
      }
    }
    return { path: url.href, content };
  } catch (error) {
    throw new UsageError(
      `The standard at ${url.href} cannot be read: ${messageOf(error)}.`,
    );
  }
}

function messageOf(error: unknown): string {
  const { message, cause } = error as { message: string; cause?: Error };
  return cause?.message ? `${message} (${cause.message})` : message;
}
