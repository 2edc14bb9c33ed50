import { FileTree, textOf, TreeFile } from '../tree';

/**
 * Gives the files of a template the line endings that they have in the
 * repository, so that a repository kept with CRLF is not one great conflict.
 */
export function withLineEndingsOf(
  repository: FileTree,
  rendered: FileTree,
): FileTree {
  const result = new Map<string, TreeFile>(rendered);
  for (const [path, file] of rendered) {
    const here = textOf(repository.get(path));
    const text = textOf(file);
    if (here && text && isCrlf(here) && !text.includes('\r\n')) {
      const content = Buffer.from(text.replace(/\n/g, '\r\n'));
      result.set(path, { ...file, content });
    }
  }
  return result;
}

function isCrlf(text: string): boolean {
  return text.includes('\r\n') && !/(^|[^\r])\n/.test(text);
}
