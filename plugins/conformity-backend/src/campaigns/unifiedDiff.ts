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

const CONTEXT = 3;

/** Applies edits to a text, and writes them as a unified diff. */
export function unifiedDiff(
  path: string,
  content: string,
  edits: readonly LineEdit[],
): { content: string; diff: string } {
  const lines = content.split('\n');
  const parts = lines.map((text, line) => {
    const here = edits.filter(edit => edit.line === line);
    const removed = here.some(edit => edit.remove);
    const replaced = here.find(edit => edit.replace !== undefined)?.replace;
    const kept = removed ? [] : [replaced ?? text];
    const after = here.flatMap(edit => edit.after ?? []);
    return {
      changed: here.length > 0,
      before: text,
      now: [...kept, ...after],
    };
  });
  return {
    content: parts.flatMap(({ now }) => now).join('\n'),
    diff: [`--- a/${path}`, `+++ b/${path}`, ...hunksOf(parts), ''].join('\n'),
  };
}

interface Part {
  changed: boolean;
  before: string;
  now: string[];
}

function hunksOf(parts: Part[]): string[] {
  const shown = parts.map((_, line) =>
    parts
      .slice(Math.max(0, line - CONTEXT), line + CONTEXT + 1)
      .some(({ changed }) => changed),
  );
  const out: string[] = [];
  let nowLine = 1;
  for (let line = 0; line < parts.length; ) {
    if (!shown[line]) {
      nowLine += parts[line].now.length;
      line += 1;
      continue;
    }
    const end = parts.findIndex((_, index) => index > line && !shown[index]);
    // The text after the last line break is no line.
    const last = parts[parts.length - 1].before === '' ? 1 : 0;
    const hunk = parts.slice(line, end < 0 ? parts.length - last : end);
    const now = hunk.flatMap(part => part.now);
    out.push(
      `@@ -${line + 1},${hunk.length} +${nowLine},${now.length} @@`,
      ...hunk.flatMap(linesOf),
    );
    nowLine += now.length;
    line = end < 0 ? parts.length : end;
  }
  return out;
}

function linesOf({ changed, before, now }: Part): string[] {
  if (!changed) {
    return [` ${before}`];
  }
  return now[0] === before
    ? [` ${before}`, ...now.slice(1).map(text => `+${text}`)]
    : [`-${before}`, ...now.map(text => `+${text}`)];
}
