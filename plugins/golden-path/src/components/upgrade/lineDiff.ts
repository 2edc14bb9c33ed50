import { structuredPatch } from 'diff';

/** A line of a comparison. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Lines that are shown around what differs. */
const CONTEXT = 3;
/** With more changes than that, everything counts as replaced. */
const MOST = 2_000;

const KINDS = { ' ': 'same', '+': 'added', '-': 'removed' } as const;

/**
 * What differs between two texts, line by line, in pieces with some lines
 * around them.
 */
export function diffPieces(before: string, after: string): DiffLine[][] {
  const patch = structuredPatch('', '', before, after, '', '', {
    context: CONTEXT,
    stripTrailingCr: true,
    maxEditLength: MOST,
  });
  if (!patch) {
    return [[...all('removed', before), ...all('added', after)]];
  }
  return patch.hunks.map(({ lines }) => lines.flatMap(toLine));
}

/** What says that the last line has no end is no line. */
function toLine(line: string): DiffLine[] {
  const kind = KINDS[line[0] as keyof typeof KINDS];
  return kind ? [{ kind, text: line.slice(1) }] : [];
}

function all(kind: DiffLine['kind'], text: string): DiffLine[] {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map(line => ({ kind, text: line }));
}
