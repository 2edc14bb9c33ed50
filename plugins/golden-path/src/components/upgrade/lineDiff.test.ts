import { diffPieces } from './lineDiff';

const SIGNS = { same: ' ', added: '+', removed: '-' };

function show(before: string, after: string): string[] {
  return diffPieces(before, after).map(piece =>
    piece.map(({ kind, text }) => SIGNS[kind] + text).join('\n'),
  );
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i}\n`).join('');

describe('diffPieces', () => {
  it('shows what differs, with three lines around it', () => {
    expect(
      show(numbers(1, 20), `${numbers(1, 9)}x\n${numbers(11, 20)}`),
    ).toEqual([' 7\n 8\n 9\n-10\n+x\n 11\n 12\n 13']);
    expect(show(numbers(1, 20), `0\n${numbers(1, 19)}`)).toEqual([
      '+0\n 1\n 2\n 3',
      ' 17\n 18\n 19\n-20',
    ]);
    // Near ones are one piece, without a line twice.
    expect(show(numbers(1, 8), `1\na\n${numbers(3, 6)}b\n8\n`)).toEqual([
      ' 1\n-2\n+a\n 3\n 4\n 5\n 6\n-7\n+b\n 8',
    ]);
  });

  it('takes empty texts and equal ones', () => {
    expect(show('', '')).toEqual([]);
    expect(show('a\n', 'a\n')).toEqual([]);
    expect(show('', 'a\nb')).toEqual(['+a\n+b']);
    expect(show('a\n', '')).toEqual(['-a']);
  });
});
