/** A line of a comparison. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Lines that are shown around what differs. */
const CONTEXT = 3;
/** Above this many comparisons, the middle counts as replaced as a whole. */
const MOST = 4_000_000;

/**
 * What differs between two texts, line by line, in pieces with some lines
 * around them.
 */
export function diffPieces(before: string, after: string): DiffLine[][] {
  const lines = diffLines(linesOf(before), linesOf(after));
  const pieces: DiffLine[][] = [];
  let last = -1;
  lines.forEach((line, at) => {
    if (line.kind === 'same') {
      return;
    }
    const from = Math.max(0, at - CONTEXT);
    const to = Math.min(lines.length, at + CONTEXT + 1);
    if (from <= last && pieces.length > 0) {
      pieces.at(-1)!.push(...lines.slice(last, to));
    } else {
      pieces.push(lines.slice(from, to));
    }
    last = to;
  });
  return pieces;
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function diffLines(a: string[], b: string[]): DiffLine[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start += 1;
  }
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

/** By the longest common subsequence. */
function middle(a: string[], b: string[]): DiffLine[] {
  const removed = (text: string): DiffLine => ({ kind: 'removed', text });
  const added = (text: string): DiffLine => ({ kind: 'added', text });
  if (a.length * b.length > MOST) {
    return [...a.map(removed), ...b.map(added)];
  }
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const result: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      result.push({ kind: 'same', text: a[i] });
      i += 1;
      j += 1;
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) {
      result.push(removed(a[i++]));
    } else {
      result.push(added(b[j++]));
    }
  }
  return [...result, ...a.slice(i).map(removed), ...b.slice(j).map(added)];
}
