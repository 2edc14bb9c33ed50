import { diffLines } from './diffLines';

const shown = (before: string, after: string) =>
  diffLines(before, after).map(
    ({ kind, text }) =>
      ({ same: ' ', added: '+', removed: '-', gap: '…' }[kind] + text),
  );

describe('diffLines', () => {
  it('shows what changed, with three lines around', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `${i}`);
    const after = lines.with(10, 'ten').toSpliced(19, 1);
    expect(shown(`${lines.join('\n')}\n`, `${after.join('\n')}\n`)).toEqual([
      '…',
      ...[' 7', ' 8', ' 9', '-10', '+ten', ' 11', ' 12', ' 13'],
      '…',
      ...[' 16', ' 17', ' 18', '-19'],
    ]);
    expect(shown('', 'a\n\nb\n')).toEqual(['+a', '+', '+b']);
    expect(shown('a\n', 'a\n')).toEqual(['…']);
  });

  it('leads from one text to the other, however large', () => {
    const sides = (before: string, after: string) => {
      const lines = diffLines(before, after);
      const side = (kind: string) =>
        lines.flatMap(line =>
          line.kind === kind || line.kind === 'same' ? [line.text] : [],
        );
      return [side('removed').join('\n'), side('added').join('\n')];
    };
    expect(sides('a\nb\nc\nd', 'b\nx\nd\nc')).toEqual([
      'a\nb\nc\nd',
      'b\nx\nd\nc',
    ]);
    const large = (of: string) =>
      Array.from({ length: 3000 }, (_, i) => `${of}${i}`).join('\n');
    expect(sides(large('a'), large('b'))).toEqual([large('a'), large('b')]);
  });
});
