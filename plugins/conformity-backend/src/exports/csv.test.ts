import { toCsvLine } from './csv';

describe('toCsvLine', () => {
  it('quotes what has to be, and runs nothing', () => {
    expect(toCsvLine(['a', 1, -2.5, undefined, true, ''])).toBe(
      'a,1,-2.5,,true,\r\n',
    );
    expect(toCsvLine(['a,b', 'say "x"', 'two\nlines', ' blank'])).toBe(
      '"a,b","say ""x""","two\nlines"," blank"\r\n',
    );
    for (const formula of [
      ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1'],
      ...['\u0000=1', '＝1', '＋1', '－1', '＠x', '|calc', '%0A=1'],
    ]) {
      expect(toCsvLine([formula]).replace(/^"/, '')[0]).toBe("'");
    }
  });
});
