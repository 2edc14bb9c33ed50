import fc from 'fast-check';
import { FileFix, planned } from '../__testUtils__/planned';

describe('planFix, whatever the fix', () => {
  it('is idempotent, touches what it names, and makes the check pass or refuses', () => {
    const path = fc.constantFrom('a.yaml', 'b.json', 'c.txt', 'd/e.txt');
    const line = fc.constantFrom('x', 'y: 1', '{}', 'a: [1, 2] # c', '', '- q');
    const fix = fc.oneof(
      fc.record({ create: path, content: line }),
      fc.record({
        append: path,
        lines: fc.array(line, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        replace: path,
        pattern: fc.constantFrom('x', '^y', '\\[.*\\]', '$'),
        with: fc.constantFrom('x', 'yx', ''),
      }),
      fc.record({
        set: fc.constantFrom('a.yaml', 'b.json'),
        key: fc.constantFrom('a', 'a.b', 'a.0', 'y'),
        // Two braces would be an expression.
        value: fc
          .jsonValue({ maxDepth: 2 })
          .filter(value => !JSON.stringify(value).includes('{{')),
      }),
    );
    const files = fc.dictionary(
      path,
      fc.array(line, { maxLength: 3 }).map(lines => lines.join('\n')),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(
        files,
        fc.array(fix, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(
          'exists("c.txt")',
          'lines("**", "x").size() > 0',
          'yaml("a.yaml").a != 0',
          'json("b.json").?a.hasValue()',
        ),
        (before, fixes, pass) => {
          const { changes, refused, again, repository } = planned(
            pass,
            fixes as FileFix[],
            before,
          );
          expect(changes.length === 0).toBe(refused !== undefined);
          const named = fixes.flatMap(item => Object.values(item)[0]);
          for (const change of changes) {
            expect(named).toContain(change.path);
            expect(change.before).toBe(before[change.path]);
            expect(repository.text(change.path)).toBe(change.after);
          }
          expect(again.refused).toMatch(
            refused === undefined ? /nothing to fix/ : /./,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
