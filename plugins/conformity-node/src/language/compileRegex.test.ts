import fc from 'fast-check';
import { compileRegex } from './compileRegex';

describe('compileRegex', () => {
  it('never rules out a file with a line that matches', () => {
    const piece = fc.constantFrom(
      '^',
      '$',
      'a',
      'b',
      '.',
      '\\s',
      '\\S',
      '\\b',
      '[^a]',
      '(a|b)',
      'a*',
      '\\s*',
      'b?',
      '\\A',
      '\\z',
      '(?i)A',
      '(?-m)',
      '(?s).',
    );
    const pattern = fc
      .array(piece, { minLength: 1, maxLength: 5 })
      .map(pieces => pieces.join(''));
    const lines = fc.array(fc.stringMatching(/^[ab A#]{0,5}$/), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(pattern, lines, (source, candidates) => {
        const regex = compileRegex(source);
        fc.pre(candidates.some(line => regex.test(line)));
        expect(regex.mayMatchLineOf(candidates.join('\n'))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses what is none, and what RE2 does not know', () => {
    for (const bad of ['(', '(?=a)', '(a)\\1', 'x'.repeat(1001)]) {
      expect(() => compileRegex(bad)).toThrow(/regular expression/);
    }
  });
});
