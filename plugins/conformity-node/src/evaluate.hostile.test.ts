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
});
