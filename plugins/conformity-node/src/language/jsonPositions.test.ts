import fc from 'fast-check';
import { parseYaml } from './documents';
import { offsetInJson } from './jsonPositions';

describe('offsetInJson', () => {
  it('finds what is there, and what is around what is not', () => {
    const text = ' {"a": [1, {"b\\"": "x, ]}"} , "y"],\n "c": null}';
    const at = (...path: (string | number)[]) =>
      text.slice(offsetInJson(text, path)).slice(0, 4);
    expect(at()).toBe('{"a"');
    expect(at('a')).toBe('"a":');
    expect(at('a', 1)).toBe('{"b\\');
    expect(at('a', 1, 'b"')).toBe('"b\\"');
    expect(at('a', 2)).toBe('"y"]');
    expect(at('a', 3)).toBe('"a":');
    expect(at('c')).toBe('"c":');
    expect(at('c', 'd')).toBe('"c":');
    expect(at('nope')).toBe('{"a"');
  });

  it('names the line that a parser of positions names', () => {
    const steps = fc.array(
      fc.oneof(fc.constantFrom('a', 'b', 'c d', '"'), fc.nat(3)),
      { maxLength: 4 },
    );
    const { value } = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(1, -2.5e3, true, null, '', 'x"\\ ]},', '\u2028'),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c d', '"'), tie('value')),
      ),
    }));
    fc.assert(
      fc.property(value, steps, fc.nat(3), (json, path, indent) => {
        const text = JSON.stringify(json, undefined, indent);
        const [{ locate }] = parseYaml('x.json', text);
        const line = text.slice(0, offsetInJson(text, path)).split('\n').length;
        expect(line).toBe(locate(path)?.line ?? 1);
      }),
    );
  });
});
