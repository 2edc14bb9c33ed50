import { createTwoFilesPatch } from 'diff';

/** What happens to one line of a text. */
export interface LineEdit {
  /** 0-based. */
  line: number;
  /** What the line becomes. */
  replace?: string;
  /** A line that follows it. */
  after?: string;
  /** The line goes. */
  remove?: true;
}

/** Applies edits to a text, and writes them as a unified diff. */
export function unifiedDiff(
  path: string,
  content: string,
  edits: readonly LineEdit[],
): { content: string; diff: string } {
  const now = content
    .split('\n')
    .flatMap((text, line) => {
      const here = edits.filter(edit => edit.line === line);
      const removed = here.some(edit => edit.remove);
      const replaced = here.find(edit => edit.replace !== undefined)?.replace;
      return [
        ...(removed ? [] : [replaced ?? text]),
        ...here.flatMap(edit => edit.after ?? []),
      ];
    })
    .join('\n');
  const patch = createTwoFilesPatch(
    `a/${path}`,
    `b/${path}`,
    content,
    now,
    undefined,
    undefined,
    { context: 3 },
  );
  // As git writes it: without the line that some other tools begin with.
  return { content: now, diff: patch.slice(patch.indexOf('--- ')) };
}
