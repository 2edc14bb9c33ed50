import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { serializeDirectoryContents } from '@backstage/plugin-scaffolder-node';
import path from 'node:path';

/** A file next to the template. */
export interface TemplateSourceFile {
  path: string;
  content: Buffer;
}

/** The scaffolder takes requests of up to 10 MB; base64 adds a third. */
const MAX_BYTES = 7_000_000;

/** Not part of what a template renders. */
const IGNORED = /(?:^|\/)(?:\.git|node_modules)(?:\/|$)/;

/**
 * Reads the folder that a registered template is in: by the URL reader, or
 * from disk where the platform has configured a `file` location.
 *
 * @throws `InputError` where the folder is too large or cannot be found
 */
export async function readTemplateSource(
  template: Entity,
  options: { reader: UrlReaderService; integrations: ScmIntegrationRegistry },
): Promise<TemplateSourceFile[]> {
  const annotations = template.metadata.annotations ?? {};
  const location =
    annotations[ANNOTATION_SOURCE_LOCATION] ?? annotations[ANNOTATION_LOCATION];
  if (!location) {
    throw new InputError(
      'The catalog does not say where this template is kept, so its files cannot be read.',
    );
  }
  const { type, target } = parseLocationRef(location);
  switch (type) {
    case 'url':
      return readUrl(target, options);
    case 'file':
      return readFolder(path.dirname(target));
    default:
      throw new InputError(
        `This template is kept in a location of type ${type}, which cannot be previewed.`,
      );
  }
}

async function readUrl(
  target: string,
  options: { reader: UrlReaderService; integrations: ScmIntegrationRegistry },
): Promise<TemplateSourceFile[]> {
  const budget = createBudget();
  const aborter = new AbortController();
  const url = options.integrations.resolveUrl({ url: '.', base: target });
  try {
    const tree = await options.reader.readTree(url, {
      signal: aborter.signal,
      filter(file, info) {
        if (IGNORED.test(file)) {
          return false;
        }
        if (!budget.take(info?.size ?? 0)) {
          aborter.abort();
        }
        return true;
      },
    });
    const files = await tree.files();
    const contents = await Promise.all(files.map(file => file.content()));
    return files.map((file, index) => ({
      path: file.path,
      content: contents[index],
    }));
  } catch (error) {
    budget.assert();
    throw error;
  }
}

async function readFolder(folder: string): Promise<TemplateSourceFile[]> {
  const budget = createBudget();
  const files = await serializeDirectoryContents(folder, {
    globPatterns: ['./**', '!.git', '!**/node_modules/**'],
  });
  return files
    .filter(file => !file.symlink && !IGNORED.test(file.path))
    .map(file => {
      budget.take(file.content.length);
      budget.assert();
      return { path: file.path, content: file.content };
    });
}

function createBudget() {
  let left = MAX_BYTES;
  return {
    take(bytes: number): boolean {
      left -= bytes;
      return left >= 0;
    },
    assert() {
      if (left < 0) {
        throw new InputError(
          `The files of this template are larger than a preview can take (${
            MAX_BYTES / 1_000_000
          } MB). It can be used, but not previewed.`,
        );
      }
    },
  };
}
