import fc from 'fast-check';
import { RE2JS } from 're2js';
import { compileRegex } from './compileRegex';
import { requiredLiterals } from './requiredLiterals';

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
      'ab',
      'ab|',
      'ab#?',
      'a{2}',
      'b{0,2}',
      'a+b',
      '(?:ab|a#)',
      '(ab|b(#a)+)',
      '(?P<n>ab)*',
      '[]ab]',
      '[[:alpha:]#]',
      '\\#a',
      '\\x61b',
      '\\Qab\\E',
      '{',
    );
    const pattern = fc
      .array(piece, { minLength: 1, maxLength: 5 })
      .map(pieces => pieces.join(''));
    const lines = fc.array(fc.stringMatching(/^[ab A#{]{0,6}$/), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(pattern, lines, (source, candidates) => {
        let plain: RE2JS;
        try {
          plain = RE2JS.compile(source);
        } catch {
          return;
        }
        const regex = compileRegex(source);
        const matching = candidates.filter(line => plain.test(line));
        expect(candidates.filter(line => regex.test(line))).toEqual(matching);
        expect(
          matching.length === 0 || regex.mayMatchLineOf(candidates.join('\n')),
        ).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('knows texts without which there is no match', () => {
    expect(requiredLiterals('^[^#]*\\bprocess\\.on\\(')).toEqual([
      'process.on(',
    ]);
    expect(requiredLiterals('x?(?:retry|(back)?off+)\\s*:')).toEqual([
      'retry',
      'off',
    ]);
    for (const anything of ['', 'a|', '(?i)retry', '(ab)?', '[ab]+', 'é.']) {
      expect(requiredLiterals(anything)).toBeUndefined();
    }
  });

  it('refuses what is none, and what RE2 does not know', () => {
    for (const bad of ['(', '(?=a)', '(a)\\1', 'x'.repeat(1001)]) {
      expect(() => compileRegex(bad)).toThrow(/regular expression/);
    }
  });
});
