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

  it('answers as one by one does, for as many as go in a moment', () => {
    const some = [2, 3, 0, 5].map(component);
    expect(evaluateMany(some)).toEqual(some.map(evaluate));
    expect(evaluateMany(some.slice(0, 1))).toHaveLength(1);
    expect(evaluateMany([])).toEqual([]);
    const many = Array.from({ length: 200 }, () => component(25));
    const first = evaluateMany(many).length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(200);
  });

  it('lets one that does not end harm no other', () => {
    const some = [2, 20_000, 3].map(component);
    const evaluations = evaluateMany(some);
    expect(evaluations).toHaveLength(2);
    expect(evaluations[0]).toEqual(evaluate(some[0]));
    const [there, slow] = evaluations[1].outcomes;
    expect(there.state).toBe('passed');
    expect(slow).toMatchObject({
      state: 'error',
      message: expect.stringContaining('longer than 1000 ms'),
    });
    expect(evaluateMany(some.slice(2))).toEqual([evaluate(some[2])]);
  });
});
