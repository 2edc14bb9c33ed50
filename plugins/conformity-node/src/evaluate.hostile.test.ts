import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { ask } from './__testUtils__/ask';

describe('evaluate, with hostile input', () => {
  it('is not harmed by hostile files', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from(
      { length: 9 },
      (_, i) =>
        `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${Array(9).fill(
          `*${'abcdefghi'[i]}`,
        )}]`,
    ).join('\n')}`;
    const start = performance.now();
    const { by } = ask(
      {
        bomb: 'yaml("bomb.yaml").a.size() > 0',
        'deep-yaml': 'yaml("deep.yaml").size() > 0',
        'deep-json': 'json("deep.json") == 1',
        proto: 'json("proto.json").?polluted.orValue(false) == true',
        'yaml-proto': 'yaml("proto.yaml").?polluted.orValue(false) == true',
        'own-constructor': 'json("proto.json").a == 1',
        backtracking: 'lines("evil.txt", "^(a+)+$").size() > 0',
        'backtracking-text': 'text("evil.txt").matches("^(a|aa)+$")',
        after: 'exists("evil.txt")',
      },
      {
        'bomb.yaml': bomb,
        'deep.yaml': '['.repeat(20_000),
        'deep.json': '['.repeat(20_000) + ']'.repeat(20_000),
        'proto.json':
          '{"__proto__": {"polluted": true}, "constructor": {"a": 1}, "a": 1}',
        'proto.yaml': '__proto__:\n  polluted: true\na: 1\n',
        'evil.txt': `${'a'.repeat(100_000)}!`,
      },
    );
    expect(by.bomb.state).toBe('error');
    expect(by['deep-yaml'].state).toBe('error');
    expect(by['deep-json'].state).toBe('error');
    expect(by.proto.state).toBe('failed');
    expect(by['yaml-proto'].state).toBe('failed');
    expect(by['own-constructor'].state).toBe('passed');
    expect(by.backtracking.state).toBe('failed');
    expect(by['backtracking-text'].state).toBe('failed');
    expect(by.after.state).toBe('passed');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(8000);
  });

  it('stops a check that does not end, and only that one', () => {
    const files = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`f${i}`, '']),
    );
    const start = performance.now();
    const { by } = ask(
      {
        before: 'files.size() == 20000',
        endless:
          'files.all(a, files.all(b, files.all(c, a != "" && b + c != "")))',
        swallowed:
          'files.exists(a, files.exists(b, files.exists(c, int(a + b + c) == 1)))',
        after: 'files.exists(f, f == "f7")',
      },
      files,
    );
    expect(by.before.state).toBe('passed');
    for (const id of ['endless', 'swallowed']) {
      expect(by[id]).toMatchObject({
        state: 'error',
        message: expect.stringContaining('longer than 1000 ms'),
      });
    }
    expect(by.after.state).toBe('passed');
    expect(performance.now() - start).toBeLessThan(8000);
  });

  it('is quick with a hundred thousand paths', () => {
    const files = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, i) => [
        `packages/p${i % 500}/src/f${i}.ts`,
        'x',
      ]),
    );
    const snapshot = createSnapshotFromFiles({ files });
    const start = performance.now();
    const { by } = ask(
      Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [
          `c${i}`,
          { absent: `**/*${i}.{js,jsx}` },
        ]),
      ),
      snapshot,
    );
    expect(Object.values(by).every(({ state }) => state === 'passed')).toBe(
      true,
    );
    expect(performance.now() - start).toBeLessThan(4000);
  });

  it('answers about files that are not what their name says', () => {
    const { by } = ask(
      {
        binary: 'yaml("picture.yaml").a == 1',
        'binary-json': 'json("picture.json") == 1',
        'binary-toml': 'toml("picture.toml").a == 1',
        'binary-lines': 'lines("**/*.yaml", "PNG").size() == 0',
        broken: 'text("latin.txt").contains("Stra")',
        'broken-yaml': 'yaml("latin.yaml").street.contains("Stra")',
        deep: 'toml("deep.toml").a == 1',
        'proto-toml': 'toml("proto.toml").?polluted.orValue(false) == true',
        schema: { schema: { path: 'picture.yaml', schema: {} } },
      },
      {
        'picture.yaml': Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
        'picture.json': Buffer.from([0, 1, 2, 255]),
        'picture.toml': Buffer.from([0, 1, 2, 255]),
        'latin.txt': Buffer.from('Stra\u00dfe', 'latin1'),
        'latin.yaml': Buffer.from('street: Stra\u00dfe\n', 'latin1'),
        'deep.toml': `a = ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
        'proto.toml': '[__proto__]\npolluted = true\n',
      },
    );
    for (const id of ['binary', 'binary-json', 'binary-toml', 'schema']) {
      expect(by[id]).toMatchObject({
        state: 'error',
        message: expect.stringContaining('is not a text file'),
      });
    }
    expect(by.deep.state).toBe('error');
    for (const id of ['binary-lines', 'broken', 'broken-yaml']) {
      expect(by[id].state).toBe('passed');
    }
    expect(by['proto-toml'].state).toBe('failed');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('shows nothing of a repository that acts where it is shown', () => {
    const nasty =
      '\u001b[31mred\u001b[0m \u001b]0;title\u0007\u202Eevil\u200b <img src=x onerror=alert(1)> [x](javascript:alert(1))';
    const { outcomes } = ask(
      {
        line: 'lines("a.txt", "red").size() == 0',
        key: 'yaml("a.yaml").all(k, yaml("a.yaml")[k] == 1)',
        broken: 'json("broken.json") == 1',
        path: 'glob("**/*.md").size() == 0',
        html: 'json("page.json") == 1',
        version: 'semver.satisfies(text("page.json"), "^1.0.0")',
        'no-toml': 'toml("broken.toml") == 1',
        field: {
          schema: {
            path: 'a.yaml',
            schema: { type: 'object', additionalProperties: false },
          },
        },
      },
      {
        'a.txt': nasty,
        'a.yaml': `${JSON.stringify(`\`<b>\u001b[1m\` ${nasty}`)}: 2\n`,
        'broken.json': nasty,
        'page.json': '<a>[x](y)</a>',
        'broken.toml': `a = "x\n${nasty}`,
        [`\u001b[31m\`<b>${'x'.repeat(3)}.md`]: 'x',
      },
    );
    expect(outcomes.map(({ state }) => state)).toEqual([
      'failed',
      'failed',
      'error',
      'failed',
      'error',
      'error',
      'error',
      'failed',
    ]);
    for (const { message, evidence } of outcomes) {
      const shown = [
        message,
        ...evidence.flatMap(item => [item.message, item.excerpt ?? '']),
      ];
      for (const text of shown) {
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u200b]/);
      }
      // Markup in a sentence is code, where it is dead; excerpts are shown as text.
      for (const sentence of [message, ...evidence.map(e => e.message)]) {
        expect(sentence.replace(/`[^`]*`/g, '')).not.toMatch(/<[a-z]|\]\(/);
      }
    }
  });
});
