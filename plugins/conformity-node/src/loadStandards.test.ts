import { loadStandards } from './loadStandards';

const head = (name: string) => `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: ${name}, title: T, description: D }
spec:
  owner: group:default/platform
  checks:
`;

const check = (id: string, body: string) => `    - id: ${id}
      title: A title
      level: bronze
      weight: 1
      why: Because.
      fix: Do it.
      ${body}
`;

describe('loadStandards', () => {
  it('leaves out what is wrong, says where and why, and keeps the rest', () => {
    const content =
      head('s') +
      check('good', 'pass: exists("README.md")') +
      check('syntax', 'pass: exists("README.md"') +
      check('unknown-function', 'pass: fetch("http://x")') +
      check('wrong-type', 'pass: text("README.md")') +
      check('no-such-field', 'pass: lines("a", "b")[0].column > 1') +
      check('bad-regex', `pass: lines("README.md", "(?=x)").size() > 0`) +
      check('bad-glob', 'exists: ../secret') +
      check('glob-for-path', 'pass: text("*.md") != ""') +
      check('computed-path', 'pass: files.all(f, text(f) != "")') +
      check('two-questions', 'exists: a\n      absent: b') +
      check('no-question', 'message: Hm') +
      check('bad-level', 'exists: a').replace('bronze', 'platinum') +
      check('typo', 'exists: a\n      wieght: 2') +
      check(
        'bad-predicate',
        'exists: a\n      appliesTo: { kind: { $like: x } }',
      ) +
      check('good', 'exists: b') +
      check(
        'doubling',
        `pass: ${'cel.bind(a, files + files, '.repeat(4)}true))))`,
      ) +
      check('deep', `pass: ${'('.repeat(300)}true${')'.repeat(300)}`) +
      check('wide', `pass: ${'true || '.repeat(600)}true`) +
      check('last', 'matches: { path: package.json, pattern: test }');
    const { standards, problems } = loadStandards([
      { path: 's.yaml', content },
    ]);

    expect(standards[0].checks.map(({ id }) => id)).toEqual(['good', 'last']);
    const byCheck = Object.fromEntries(
      problems.map(problem => [problem.check, problem]),
    );
    const message = (id: string) => byCheck[id]?.message;
    expect(message('syntax')).toMatch(/^pass: /);
    expect(message('unknown-function')).toMatch(/fetch/);
    expect(message('wrong-type')).toMatch(/true or false.*string/);
    expect(message('no-such-field')).toMatch(/column/);
    expect(message('bad-regex')).toMatch(/RE2/);
    expect(message('bad-glob')).toMatch(/relative to the root/);
    expect(message('glob-for-path')).toMatch(/path of one file/);
    expect(message('computed-path')).toMatch(/glob\("…"\)/);
    expect(message('two-questions')).toMatch(/exactly one of/);
    expect(message('no-question')).toMatch(/exactly one of/);
    expect(message('bad-level')).toMatch(/bronze, silver, gold/);
    expect(message('typo')).toMatch(/'wieght'/);
    expect(message('bad-predicate')).toMatch(/appliesTo/);
    expect(message('doubling')).toMatch(/at most 3 cel\.bind/);
    expect(message('deep')).toMatch(/depth/i);
    expect(message('wide')).toMatch(/pass/);
    expect(message('good')).toBe(
      "There is a check 'good' already, at s.yaml:7",
    );
    const lines = content.split('\n');
    for (const { line, check: id } of problems) {
      expect(line).toBeGreaterThan(6);
      const item = lines.slice(0, line).filter(l => l.includes('- id:'));
      expect(item[item.length - 1]).toContain(id);
    }
    expect(lines[byCheck.typo.line! - 1]).toContain('wieght');
  });

  it('reports files that are no standards, and duplicates over files', () => {
    const { standards, problems } = loadStandards([
      { path: 'z.yaml', content: head('s') + check('z', 'exists: a') },
      { path: 'b.yaml', content: head('t') + check('a', 'exists: a') },
      { path: 'a.yaml', content: head('s') + check('a', 'exists: a') },
      { path: 'broken.yaml', content: 'metadata: [\n' },
      { path: 'other.yaml', content: 'kind: Component\n' },
      { path: 'empty.yaml', content: '' },
      { path: 'binary.yaml', content: '\u0000\u0001' },
      {
        path: 'bomb.yaml',
        content: `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from(
          { length: 9 },
          (_, i) =>
            `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${Array(9).fill(
              `*${'abcdefghi'[i]}`,
            )}]`,
        ).join('\n')}`,
      },
    ]);
    expect(standards.map(({ name }) => name)).toEqual(['s', 't']);
    expect(problems.map(({ file }) => file).sort()).toEqual([
      'b.yaml',
      'binary.yaml',
      'bomb.yaml',
      'broken.yaml',
      'empty.yaml',
      'other.yaml',
      'z.yaml',
    ]);
    expect(problems.find(({ file }) => file === 'z.yaml')).toMatchObject({
      line: 3,
      message: "There is a standard 's' already, in a.yaml",
    });
  });

  it('has a digest of what is in force, however the files are listed', () => {
    const a = { path: 'a.yaml', content: head('a') + check('a', 'exists: a') };
    const b = { path: 'b.yaml', content: head('b') + check('b', 'exists: a') };
    const { digest } = loadStandards([a, b]);
    expect(loadStandards([b, a]).digest).toBe(digest);
    expect(
      loadStandards([a, { ...b, content: `# Comment\n${b.content}` }]).digest,
    ).toBe(digest);
    expect(loadStandards([a]).digest).not.toBe(digest);
    expect(
      loadStandards([
        a,
        { ...b, content: b.content.replace('weight: 1', 'weight: 2') },
      ]).digest,
    ).not.toBe(digest);
  });

  it('refuses more checks than anybody has', () => {
    const content =
      head('s') +
      Array.from({ length: 1001 }, (_, i) => check(`c${i}`, 'exists: a')).join(
        '',
      );
    const { standards, problems } = loadStandards([
      { path: 's.yaml', content },
    ]);
    expect(standards).toEqual([]);
    expect(problems[0].message).toMatch(/must NOT have more than 1000 items/);
  });
});
