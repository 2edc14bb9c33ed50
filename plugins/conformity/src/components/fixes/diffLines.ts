/** A line of a comparison of two texts. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  /** Empty of a gap. */
  text: string;
}

const CONTEXT = 3;
// Beyond it the table of the longest common part takes too much memory.
const MOST_CELLS = 4_000_000;

/** What was added and removed between two texts, with some lines around. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = linesOf(before);
  const b = linesOf(after);
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
  return withGaps([
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ]);
}

/** The text after the last line break is a line only where there is some. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') {
    lines.pop();
  }
  return lines;
}

function middle(a: string[], b: string[]): DiffLine[] {
  const removed = (text: string): DiffLine => ({ kind: 'removed', text });
  const added = (text: string): DiffLine => ({ kind: 'added', text });
  if (a.length * b.length > MOST_CELLS) {
    return [...a.map(removed), ...b.map(added)];
  }
  // common[i][j]: the most lines that a from i and b from j have in common.
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const out: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push({ kind: 'same', text: a[i] });
      i += 1;
      j += 1;
    } else if (
      j === b.length ||
      (i < a.length && common[(i + 1) * width + j] >= common[i * width + j + 1])
    ) {
      out.push(removed(a[i++]));
    } else {
      out.push(added(b[j++]));
    }
  }
  return out;
}

function withGaps(lines: DiffLine[]): DiffLine[] {
  const near = new Array<boolean>(lines.length).fill(false);
  lines.forEach(({ kind }, at) => {
    if (kind !== 'same') {
      near.fill(true, Math.max(0, at - CONTEXT), at + CONTEXT + 1);
    }
  });
  const out: DiffLine[] = [];
  lines.forEach((line, at) => {
    if (near[at]) {
      out.push(line);
    } else if (out[out.length - 1]?.kind !== 'gap') {
      out.push({ kind: 'gap', text: '' });
    }
  });
  return out;
}
