import { CollectedFacts, Waiver } from '@waymark-idp/plugin-conformity-common';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import fc from 'fast-check';
import { ask, entity, standardOf } from './__testUtils__/ask';
import { evaluate } from './evaluate';
import { standardsDigestAt } from './loadStandards';

const now = new Date('2026-05-01T08:00:00Z');

function told(more: Partial<CollectedFacts> = {}): CollectedFacts {
  return {
    collector: 'ci',
    values: { coverage: 85.5, suites: ['unit', 'load'] },
    collectedAt: '2026-04-27T08:00:00Z',
    ...more,
  };
}

function waiver(check: string, more: Partial<Waiver> = {}): Waiver {
  return {
    id: check,
    entityRef: 'component:default/orders',
    check,
    reason: 'The team moves it next month.',
    state: 'approved',
    expiresAt: '2026-06-01T00:00:00Z',
    requestedBy: 'user:default/ada',
    requestedAt: '2026-04-01T00:00:00Z',
    source: 'portal',
    decidedBy: 'user:default/grace',
    ...more,
  };
}

describe('evaluate, with inputs of the portal', () => {
  const questions = {
    enough: 'facts.ci.coverage >= 80',
    'too-little': 'facts.ci.coverage >= 90',
    'no-such-name': 'facts.ci.mutants == 0.0',
    'other-collector': 'facts.usage.cpu < 0.5',
    optional: 'facts.ci.?mutants.orValue(0.0) == 0.0',
    'where-told': {
      when: 'collected("usage")',
      pass: 'facts.usage.cpu < 0.5',
    },
    'either-decides': 'exists("README.md") || facts.usage.cpu < 0.5',
    listed: '"load" in facts.ci.suites',
    polluted: 'facts.ci.?__proto__.hasValue() || facts.ci.?toString.hasValue()',
  };
  const files = { 'README.md': 'x' };

  it('answers from fresh facts, and says what is missing or stale', () => {
    const fresh = ask(questions, files, entity, {
      now,
      inputs: { facts: [told({ staleAt: '2026-05-02T00:00:00Z' })] },
    }).by;
    expect(Object.entries(fresh).map(([id, { state }]) => [id, state])).toEqual(
      [
        ['enough', 'passed'],
        ['too-little', 'failed'],
        ['no-such-name', 'failed'],
        ['other-collector', 'error'],
        ['optional', 'passed'],
        ['where-told', 'not-applicable'],
        ['either-decides', 'passed'],
        ['listed', 'passed'],
        ['polluted', 'failed'],
      ],
    );
    expect(fresh['too-little'].message).toBe(
      '`coverage` of the collector `ci` is not what is asked for.',
    );
    expect(fresh['other-collector'].message).toBe(
      "The collector 'usage' has told nothing about this component",
    );

    const stale = ask(questions, files, entity, {
      now,
      inputs: { facts: [told({ staleAt: '2026-05-01T08:00:00Z' })] },
    }).by;
    for (const id of ['enough', 'too-little', 'no-such-name', 'optional']) {
      expect(stale[id]).toMatchObject({
        state: 'error',
        message: expect.stringMatching(
          /'ci' are stale: they were collected 4 days ago, on 2026-04-27T08:00:00Z/,
        ),
      });
    }

    const nowhere = ask(questions, files).by;
    expect(nowhere.enough.state).toBe('error');
    expect(nowhere.enough.message).toMatch(/^needs the portal: /);
    expect(nowhere['where-told'].message).toMatch(/^needs the portal: /);
    expect(nowhere['either-decides'].state).toBe('passed');
  });

  it('knows the commit, versions and dates, and never guesses', () => {
    const language = {
      commit: 'git.commit == "abc" && git.branch == "main"',
      age: 'git.ageDays == 30',
      before: 'git.committedAt < date.parse("2026-04-02")',
      versions:
        'semver.satisfies("1.4.2", "^1.2.0") && !semver.valid("one") && semver.compare("1.0.0", "2.0.0") == -1',
      'no-version': 'semver.satisfies("one", "^1.2.0")',
      'no-range': 'semver.satisfies("1.0.0", "later than that")',
      'no-date': 'date.daysSince("last week") < 7',
      'no-such-day': 'date.daysSince("2026-02-31") < 7',
      'local-time': 'date.daysSince("2026-02-01T08:00:00") < 7',
      until: 'date.daysUntil("2026-05-11T08:00:00Z") == 10',
      toml: 'toml("a.toml").tool.list[1].name == "b" && toml("a.toml").day == "2026-05-01"',
      'toml-place': 'toml("a.toml").tool.list[0].name == "b"',
      'toml-broken': 'toml("b.toml").a == 1',
    };
    const known = ask(
      language,
      createSnapshotFromFiles({
        files: {
          'a.toml':
            'day = 2026-05-01\n[tool]\nx = {"__proto__" = 1}\n[[tool.list]]\nname = "a"\n[[tool.list]]\nname = "b"\n',
          'b.toml': 'a = 1\na = 2\n',
        },
        commit: 'abc',
        branch: 'main',
        committedAt: new Date('2026-04-01T08:00:00Z'),
      }),
      entity,
      { now },
    ).by;
    const passing = ['commit', 'age', 'before', 'versions', 'until', 'toml'];
    for (const id of passing) {
      expect({ [id]: known[id].state }).toEqual({ [id]: 'passed' });
    }
    for (const id of Object.keys(language).filter(i => /^no-|^local/.test(i))) {
      expect({ [id]: known[id].state }).toEqual({ [id]: 'error' });
    }
    expect(known['no-such-day'].message).toContain(
      "'2026-02-31' is not a date like 2026-05-01",
    );
    expect(known['toml-place']).toMatchObject({
      state: 'failed',
      evidence: [{ file: 'a.toml', line: 5, excerpt: 'name = "a"' }],
    });
    expect(known['toml-broken']).toMatchObject({
      state: 'error',
      evidence: [{ file: 'b.toml', line: 2 }],
    });

    const unknown = ask(language, { 'a.toml': '' }, entity, { now }).by;
    expect(unknown.age).toMatchObject({
      state: 'error',
      message: expect.stringContaining('the host did not tell it'),
    });
    expect(unknown.commit.state).toBe('failed');
  });

  it('names each place that does not fit a schema', () => {
    const schema = {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', pattern: '^(a+)+$' },
        list: { type: 'array', items: { enum: ['x', 'y'] } },
        next: { $ref: '#' },
      },
    };
    const { by } = ask(
      { fits: { schema: { path: 'conf/*.{yaml,json,toml}', schema } } },
      {
        'conf/a.yaml': `name: ${'a'.repeat(60)}b\nlist:\n  - x\n  - z\n`,
        'conf/b.json': '{\n  "name": "a",\n  "other": 1\n}\n',
        'conf/c.toml': 'name = "a"\n[next]\nlist = ["x"]\n',
      },
    );
    expect(by.fits.state).toBe('failed');
    expect(
      by.fits.evidence.map(({ file, line, message }) => [file, line, message]),
    ).toEqual([
      ['conf/a.yaml', 1, '`name` must match pattern "^(a+)+$".'],
      ['conf/a.yaml', 4, '`list[1]` must be one of "x", "y".'],
      ['conf/b.json', 3, '`other` is not a known field.'],
      ['conf/c.toml', 2, '`next.name` is not set.'],
    ]);
    const none = ask(
      { fits: { schema: { path: 'conf.yaml', schema: {} } } },
      { a: '' },
    );
    expect(none.by.fits).toMatchObject({
      state: 'failed',
      message: 'There is no conf.yaml, or it is empty.',
    });
  });

  it('waives what did not pass, and only while the waiver holds', () => {
    const all = {
      passes: 'exists("README.md")',
      fails: 'exists("LICENSE")',
      breaks: 'json("README.md") == 1',
    };
    const waived = ask(all, files, entity, {
      now,
      inputs: { waivers: Object.keys(all).map(id => waiver(id)) },
    });
    expect(waived.by.passes.state).toBe('passed');
    expect(waived.by.fails).toMatchObject({
      state: 'waived',
      message:
        'Waived by user:default/grace until 2026-06-01: The team moves it next month.',
      evidence: [
        { message: 'There is no LICENSE, or it is empty.' },
        { file: 'LICENSE' },
      ],
    });
    expect(waived.by.breaks.state).toBe('waived');
    expect(waived).toMatchObject({ score: 100, level: 'gold' });
    const expired = ask(all, files, entity, {
      now: new Date('2026-06-01T00:00:00Z'),
      inputs: { waivers: [waiver('fails')] },
    });
    expect(expired.by.fails.state).toBe('failed');
  });

  it('counts a check from the day it is enforced on, and changes its digest on that day', () => {
    const standards = standardOf({
      now: 'exists("README.md")',
      later: {
        exists: 'LICENSE',
        enforcedFrom: '2026-06-01',
        since: '2026-04-01',
      },
    });
    const at = (time: string) =>
      evaluate({
        standards,
        entity,
        repository: createSnapshotFromFiles({ files }),
        now: new Date(time),
      });
    const before = at('2026-05-31T23:59:59Z');
    expect(before).toMatchObject({ score: 100, level: 'gold' });
    expect(before.outcomes[1]).toMatchObject({
      state: 'failed',
      upcoming: true,
    });
    const after = at('2026-06-01T00:00:00Z');
    expect(after).toMatchObject({ score: 50, level: 'none' });
    expect(after.outcomes[1].upcoming).toBeUndefined();

    const digest = (of: typeof standards, time: string) =>
      standardsDigestAt({ standards: of, digest: 'd' }, new Date(time));
    expect(digest(standards, '2026-05-01')).toBe(
      digest(standards, '2026-05-31'),
    );
    expect(digest(standards, '2026-05-31')).not.toBe(
      digest(standards, '2026-06-01'),
    );
    expect(digest(standards, '2026-06-01')).toBe('d');
    for (const pass of [
      'git.ageDays < 9',
      'git["ageDays"] < 9',
      'date.daysSince("2026-01-01") > 3',
      'date.now() > date.parse("2026-01-01")',
    ]) {
      const aged = standardOf({ a: pass });
      expect(aged[0].checks[0].timeDependent).toBe(true);
      expect(digest(aged, '2026-05-01')).not.toBe(digest(aged, '2026-05-02'));
    }
    expect(
      standardOf({
        a: 'git.commit != "" && date.parse("2026-01-01") < git.committedAt',
      })[0].checks[0].timeDependent,
    ).toBe(false);
  });

  it('never lowers score or level by waiving or putting off a check', () => {
    const id = (i: number) => `c${i}`;
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            passes: fc.boolean(),
            level: fc.constantFrom('bronze', 'silver', 'gold'),
            weight: fc.integer({ min: 1, max: 9 }),
            spared: fc.constantFrom('not', 'waived', 'upcoming'),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        checks => {
          const repository = createSnapshotFromFiles({ files });
          const run = (sparing: boolean) =>
            evaluate({
              standards: standardOf(
                Object.fromEntries(
                  checks.map(({ passes, level, weight, spared }, i) => [
                    id(i),
                    {
                      exists: passes ? 'README.md' : 'LICENSE',
                      level,
                      weight,
                      ...(sparing && !passes && spared === 'upcoming'
                        ? { enforcedFrom: '2026-05-02' }
                        : {}),
                    },
                  ]),
                ),
              ),
              entity,
              repository,
              now,
              inputs: {
                waivers: checks.flatMap(({ spared }, i) =>
                  sparing && spared === 'waived' ? [waiver(id(i))] : [],
                ),
              },
            });
          const strict = run(false);
          const spared = run(true);
          const order = ['none', 'bronze', 'silver', 'gold'];
          // Nothing is left to ask only where nothing passed either.
          const { score = 100, level = 'gold' } = spared;
          expect(score).toBeGreaterThanOrEqual(strict.score!);
          expect(order.indexOf(level)).toBeGreaterThanOrEqual(
            order.indexOf(strict.level!),
          );
          expect(spared.score === undefined && checks.some(c => c.passes)).toBe(
            false,
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
