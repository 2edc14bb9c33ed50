import fc from 'fast-check';
import picomatch from 'picomatch';
import { compileGlob } from './glob';

describe('compileGlob', () => {
  it('matches segments, any depth, and alternatives', () => {
    const matches = (glob: string, path: string) =>
      compileGlob(glob).matches(path);
    expect(matches('README.md', 'README.md')).toBe(true);
    expect(matches('README.md', 'docs/README.md')).toBe(false);
    expect(matches('*.md', 'docs/README.md')).toBe(false);
    expect(matches('**/*.md', 'README.md')).toBe(true);
    expect(matches('**/*.md', 'a/b/c.md')).toBe(true);
    expect(matches('src/**', 'src/a/b')).toBe(true);
    expect(matches('**/.env', '.env')).toBe(true);
    expect(matches('{,.github/,docs/}SECURITY.md', '.github/SECURITY.md')).toBe(
      true,
    );
    expect(matches('a{b,c{d,e}}f', 'acef')).toBe(true);
    expect(matches('v?.txt', 'v1.txt')).toBe(true);
    // Nothing else is special.
    expect(matches('a+(b).[x]', 'a+(b).[x]')).toBe(true);
    expect(compileGlob('docs/{a,b}*.md')).toMatchObject({
      literal: false,
      prefix: 'docs/',
    });
    expect(compileGlob('docs/a.md').literal).toBe(true);
  });

  it('refuses what is no glob inside a repository', () => {
    for (const bad of [
      '',
      '/etc/passwd',
      '../secret',
      'a//b',
      './a',
      'a{b',
      'a}b',
      'x'.repeat(300),
      '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}',
    ]) {
      expect(() => compileGlob(bad)).toThrow(/glob/i);
    }
  });

  it('agrees with picomatch on what both know', () => {
    const segment = fc
      .array(fc.constantFrom('a', 'b', '*', '?', '-'), {
        minLength: 1,
        maxLength: 5,
      })
      .map(parts => parts.join('').replace(/\*+/g, '*'));
    const glob = fc
      .array(fc.oneof(segment, fc.constant('**')), {
        minLength: 1,
        maxLength: 4,
      })
      .map(segments => segments.join('/'));
    const path = fc
      .array(fc.stringMatching(/^[ab-]{1,5}$/), {
        minLength: 1,
        maxLength: 4,
      })
      .map(segments => segments.join('/'));
    fc.assert(
      fc.property(glob, path, (pattern, candidate) => {
        // To picomatch a trailing `**` matches the folder before it as well;
        // here there are only files.
        fc.pre(!/(^|\/)\*\*$/.test(pattern));
        expect(compileGlob(pattern).matches(candidate)).toBe(
          picomatch.isMatch(candidate, pattern, {
            dot: true,
            nobrace: true,
            noextglob: true,
            nobracket: true,
            strictSlashes: true,
          }),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('stays fast on hostile patterns and many paths', () => {
    const start = performance.now();
    const hostile = compileGlob(`${'*a'.repeat(60)}b`);
    expect(hostile.matches('a'.repeat(4000))).toBe(false);
    const deep = compileGlob(`${'**/*a/'.repeat(30)}b`);
    expect(deep.matches(`${'a/'.repeat(1500)}c`)).toBe(false);
    const glob = compileGlob('**/*.{test,spec}.{ts,tsx}');
    let found = 0;
    for (let i = 0; i < 100_000; i++) {
      found += glob.matches(`src/f${i % 300}/a${i}.test.ts`) ? 1 : 0;
    }
    expect(found).toBe(100_000);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
