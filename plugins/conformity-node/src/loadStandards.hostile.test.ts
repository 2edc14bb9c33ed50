import { loadStandards } from './loadStandards';

const HEAD = `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: good, title: T, description: D }
spec:
  owner: group:default/platform
`;

function check(id: string, rest = 'exists: README.md') {
  return `    - { id: ${id}, title: T, level: gold, weight: 1, why: W, fix: F, ${rest} }\n`;
}

const good = {
  path: 'a.yaml',
  content: `${HEAD}  checks:\n${check('a')}`,
};

function problemsOf(content: string) {
  const { standards, problems } = loadStandards([
    good,
    { path: 'hostile.yaml', content },
  ]);
  expect(standards[0].checks.map(({ id }) => id)).toContain('a');
  return { standards, problems, reasons: problems.map(p => p.message) };
}

describe('loadStandards, with hostile files', () => {
  it('refuses what is too much, and says what', () => {
    const start = performance.now();
    const many = (name: string, count: number) =>
      HEAD.replace('good', name).concat(
        '  checks:\n',
        ...Array.from({ length: count }, (_, i) => check(`${name}-${i}`)),
      );
    expect(problemsOf(many('many', 100_000)).reasons).toEqual([
      expect.stringMatching(/^A standard has at most 1000000 characters/),
    ]);
    expect(problemsOf(many('many', 1001)).reasons).toEqual([
      "'spec.checks' must NOT have more than 1000 items",
    ]);
    const aliased = HEAD.replace('good', 'aliased').concat(
      '  appliesTo: &c { kind: Component }\n  checks: [',
      '*c, '.repeat(100_000),
      ']\n',
    );
    expect(problemsOf(aliased).reasons).toEqual([
      expect.stringMatching(/alias/),
    ]);
    const files = Array.from({ length: 7 }, (_, i) => ({
      path: `f${i}.yaml`,
      content: many(`f${i}`, 900),
    }));
    const inAll = loadStandards(files);
    expect(inAll.standards.flatMap(s => s.checks)).toHaveLength(4500);
    expect(inAll.problems).toEqual([
      expect.objectContaining({
        file: 'f5.yaml',
        line: expect.any(Number),
        message:
          'There are more than 5000 checks in force; the 900 of this file are left out',
      }),
      expect.objectContaining({ file: 'f6.yaml' }),
    ]);
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('refuses bombs, depth and tags, and stays itself', () => {
    const bomb = `a: &a [${'x,'.repeat(9)}]\n${Array.from(
      { length: 9 },
      (_, i) =>
        `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${Array(9).fill(
          `*${'abcdefghi'[i]}`,
        )}]`,
    ).join('\n')}\n`;
    for (const content of [
      bomb,
      '['.repeat(20_000),
      '{a: '.repeat(20_000),
      '!!js/function "function () { process.exit() }"',
      '\u0000\u0001\u0002\ufffd',
      '',
    ]) {
      expect(problemsOf(content).problems).toEqual([
        expect.objectContaining({ file: 'hostile.yaml' }),
      ]);
    }
    const polluting = problemsOf(
      `${HEAD.replace(
        'good',
        'polluting',
      )}  checks: []\n  __proto__: { owner: me }\n`,
    );
    expect(polluting.reasons).toEqual(["Unknown field '__proto__'"]);
    expect(({} as { owner?: string }).owner).toBeUndefined();
  });

  it('keeps the first of two checks of one name, and every check that is right', () => {
    const { standards, problems } = problemsOf(
      HEAD.replace('good', 'other').concat(
        '  checks:\n',
        check('a'),
        check('glob', `exists: "${'{a,b}'.repeat(20)}"`),
        check('regex', 'matches: { path: a, pattern: "(?=a)" }'),
        check('huge', `pass: "${'1 + '.repeat(900)}1 == 1"`),
        check('deep', `pass: "${'('.repeat(200)}true${')'.repeat(200)}"`),
        check('code', 'pass: "entity.constructor.constructor(1)"'),
        check('unknown', 'pass: process.exit()'),
        check(
          'ref',
          'schema: { path: a.json, schema: { $ref: "http://169.254.169.254/" } }',
        ),
        check('fine'),
      ),
    );
    expect(standards.flatMap(s => s.checks.map(c => c.id))).toEqual([
      'a',
      'fine',
    ]);
    expect(problems.map(p => [p.check, p.line, p.message])).toEqual([
      ['a', 7, "There is a check 'a' already, at a.yaml:7"],
      ['glob', 8, expect.stringMatching(/at most 128 alternatives/)],
      ['regex', 9, expect.stringMatching(/not a regular expression in RE2/)],
      ['huge', 10, expect.stringMatching(/additions|nodes|depth/i)],
      ['deep', 11, expect.stringMatching(/depth/i)],
      ['code', 12, expect.any(String)],
      ['unknown', 13, expect.stringMatching(/process/)],
      ['ref', 14, expect.stringMatching(/Not a JSON Schema/)],
    ]);
  });
});
