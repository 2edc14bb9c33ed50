import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { entity } from './__testUtils__/ask';
import { evaluate } from './evaluate';
import { evaluateMany } from './evaluateMany';
import { loadStandards } from './loadStandards';
import { EvaluateOptions } from './types';

describe('evaluateMany', () => {
  const { standards } = loadStandards([
    {
      path: 'x.yaml',
      content: `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: x, title: X, description: X. }
spec:
  owner: group:default/x
  checks:
    - { id: there, title: There, level: bronze, weight: 1, why: W., fix: F., exists: f0 }
    - id: slow
      title: Slow
      level: silver
      weight: 1
      why: W.
      fix: F.
      pass: files.all(a, files.all(b, files.all(c, a != "" && b + c != "")))
`,
    },
  ]);
  const component = (files: number): EvaluateOptions => ({
    standards,
    entity,
    now: new Date('2026-05-01'),
    repository: createSnapshotFromFiles({
      files: Object.fromEntries(
        Array.from({ length: files }, (_, i) => [`f${i}`, 'x']),
      ),
    }),
  });

  /** How many had their turn, and what came of them. */
  function run(some: (EvaluateOptions | undefined)[]) {
    const ended: unknown[] = [];
    const failed: unknown[] = [];
    const done = evaluateMany(
      some.map(options => ({
        begin: () => options,
        end: evaluation => ended.push(evaluation),
        fail: error => failed.push(error),
      })),
    );
    return { done, ended, failed };
  }

  it('answers as one by one does, for as many as go in a moment', () => {
    const some = [2, 3, 0, 5].map(component);
    expect(run(some)).toEqual({
      done: 4,
      ended: some.map(evaluate),
      failed: [],
    });
    expect(run(some.slice(0, 1)).ended).toEqual([evaluate(some[0])]);
    expect(run([])).toEqual({ done: 0, ended: [], failed: [] });
    const many = Array.from({ length: 200 }, () => component(25));
    const first = run(many);
    expect(first.done).toBeGreaterThan(0);
    expect(first.done).toBeLessThan(200);
    expect(first.ended).toHaveLength(first.done);
  });

  it('lets one that does not end, or is nothing to evaluate, harm no other', () => {
    const broken = { ...component(1), standards: [{ checks: [{}] }] as any };
    expect(run([component(1), broken, undefined, component(2)])).toEqual({
      done: 4,
      ended: [evaluate(component(1)), undefined, evaluate(component(2))],
      failed: [expect.any(TypeError)],
    });
    const some = [2, 20_000, 3].map(component);
    const { done, ended } = run(some);
    expect(done).toBe(2);
    expect(ended[0]).toEqual(evaluate(some[0]));
    expect(ended[1]).toMatchObject({
      outcomes: [
        { state: 'passed' },
        {
          state: 'error',
          message: expect.stringContaining('longer than 1000 ms'),
        },
      ],
    });
    expect(run(some.slice(2)).ended).toEqual([evaluate(some[2])]);
  });
});
