import { toCsv } from './toCsv';

describe('toCsv', () => {
  it('quotes what has to be, and runs nothing', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x,"y"', -1],
          [undefined, 'two\nlines'],
        ],
      ),
    ).toBe('a,b\r\n"x,""y""",-1\r\n,"two\nlines"\r\n');
    for (const formula of [
      ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1'],
      ...['\u0000=1', '＝1', '＋1', '－1', '＠x', '|calc', '%0A=1'],
    ]) {
      const row = toCsv(['a'], [[formula]]).slice('a\r\n'.length);
      expect(row.replace(/^"/, '')[0]).toBe("'");
    }
  });
});
