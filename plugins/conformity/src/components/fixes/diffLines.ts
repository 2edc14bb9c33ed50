import { structuredPatch } from 'diff';

/** A line of a comparison of two texts. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  /** Empty of a gap. */
  text: string;
}

const CONTEXT = 3;
/** With more changes than that, everything counts as replaced. */
const MOST = 2_000;

const KINDS = { ' ': 'same', '+': 'added', '-': 'removed' } as const;
const GAP: DiffLine = { kind: 'gap', text: '' };

/** What was added and removed between two texts, with some lines around. */
export function diffLines(before: string, after: string): DiffLine[] {
  const patch = structuredPatch('', '', before, after, '', '', {
    context: CONTEXT,
    maxEditLength: MOST,
  });
  if (!patch) {
    return [...all('removed', before), ...all('added', after)];
  }
  // The first line that was not shown yet, counted from 1.
  let next = 1;
  const out: DiffLine[] = [];
  for (const { oldStart, oldLines, lines } of patch.hunks) {
    if (oldStart > next) {
      out.push(GAP);
    }
    out.push(...lines.flatMap(toLine));
    next = oldStart + oldLines;
  }
  return next <= linesOf(before).length ? [...out, GAP] : out;
}

/** What says that the last line has no end is no line. */
function toLine(line: string): DiffLine[] {
  const kind = KINDS[line[0] as keyof typeof KINDS];
  return kind ? [{ kind, text: line.slice(1) }] : [];
}

function all(kind: DiffLine['kind'], text: string): DiffLine[] {
  return linesOf(text).map(line => ({ kind, text: line }));
}

/** The text after the last line break is a line only where there is some. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
