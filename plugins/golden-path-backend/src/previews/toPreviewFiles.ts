import { InputError } from '@backstage/errors';
import { PreviewFile } from '@waymark-idp/plugin-golden-path-common';

const MAX_FILES = 2_000;
/** Bytes of text in one file, and in all of them, that a preview shows. */
const MAX_FILE_BYTES = 256 * 1024;
const MAX_TOTAL_BYTES = 5 * 1024 * 1024;

/** Rendered files in the shape and within the bounds of a preview. Sorted by path. */
export function toPreviewFiles(
  rendered: Array<{ path: string; base64Content: string }>,
): PreviewFile[] {
  if (rendered.length > MAX_FILES) {
    throw new InputError(
      `The template renders ${rendered.length} files, more than a preview shows (${MAX_FILES}).`,
    );
  }
  let left = MAX_TOTAL_BYTES;
  return [...rendered]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, base64Content }) => {
      const bytes = Buffer.from(base64Content, 'base64');
      const file: PreviewFile = { path, size: bytes.length };
      if (bytes.length > Math.min(MAX_FILE_BYTES, left)) {
        return { ...file, truncated: true };
      }
      const content = decode(bytes);
      if (content === undefined) {
        return { ...file, binary: true };
      }
      left -= bytes.length;
      return { ...file, content };
    });
}

function decode(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes,
    );
  } catch {
    return undefined;
  }
}
