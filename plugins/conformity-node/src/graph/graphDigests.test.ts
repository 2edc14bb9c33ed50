import { GraphNode } from '@waymark-idp/plugin-conformity-common';
import fc from 'fast-check';
import { GraphEntry, graphOf } from '../__testUtils__/graphOf';
import { claimConflicts } from './claimConflicts';
import {
  undeclaredDependencies,
  unknownDependencies,
} from './catalogDifferences';
import { cycles } from './cycles';
import { DependencyGraph } from './DependencyGraph';
import { graphDigests } from './graphDigests';
import { graphPartOf } from './graphPartOf';
import { retryAmplification } from './retryAmplification';
import { timeoutConflicts } from './timeoutConflicts';
import { upwardCalls } from './upwardCalls';

const names = ['a', 'b', 'c', 'd'];
const refs = names.map(name => `component:default/${name}`);
const apis = ['api:default/x', 'api:default/y'];

const node = fc.record({
  owner: fc.constantFrom('group:default/one', 'group:default/two', undefined),
  type: fc.constantFrom('service', 'library'),
  layer: fc.constantFrom('presentation', 'business', 'data', undefined),
  deadlineMs: fc.constantFrom(100, 200, undefined),
  relatesTo: fc.subarray([...refs, ...apis]),
  provides: fc.subarray(apis),
  claims: fc.subarray([
    { resource: '/a', file: 'openapi.yaml', line: 1 },
    { resource: '/b', file: 'openapi.yaml', line: 2 },
  ]),
  dependencies: fc.array(
    fc.record({
      name: fc.constantFrom(...names),
      ref: fc.constantFrom(...refs, ...apis, undefined),
      synchronous: fc.boolean(),
      timeoutMs: fc.constantFrom(50, 150, undefined),
      retries: fc.constantFrom(0, 1, 2),
      line: fc.constantFrom(2, 3),
    }),
    { maxLength: 3 },
  ),
});

function nodesOf(declarations: GraphNode['declarations'][]): GraphNode[] {
  return declarations.map((d, i) => ({ ref: refs[i], declarations: d }));
}

function allFindings(self: string, nodes: readonly GraphNode[]) {
  const graph = DependencyGraph.create({ self, nodes });
  return [
    timeoutConflicts(graph),
    retryAmplification(graph, 2),
    cycles(graph),
    upwardCalls(graph),
    claimConflicts(graph),
    unknownDependencies(graph),
    undeclaredDependencies(graph),
  ];
}

describe('digests of what each component looks at', () => {
  it('change whenever something is found differently because of others', () => {
    fc.assert(
      fc.property(
        fc.array(node, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 3 }),
        fc.option(node, { nil: undefined }),
        (declarations, changed, replacement) => {
          const before = nodesOf(declarations);
          const after = replacement
            ? nodesOf(declarations.with(changed, replacement))
            : before.toSpliced(changed, 1);
          const digests = [graphDigests(before), graphDigests(after)];
          for (const { ref } of before) {
            // The part that is looked at is all that is looked at.
            const part = graphPartOf({ self: ref, nodes: before });
            expect(allFindings(ref, part.nodes)).toEqual(
              allFindings(ref, before),
            );
          }
          const untouched = refs.filter(
            ref =>
              ref !== refs[changed] &&
              digests[0].get(ref) === digests[1].get(ref),
          );
          for (const ref of untouched) {
            expect(allFindings(ref, after)).toEqual(allFindings(ref, before));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('stay the same otherwise, and are empty where there is nobody else', () => {
    const entries: Record<string, GraphEntry> = {
      a: { calls: { b: 1 }, relatesTo: ['api:default/elsewhere'] },
      b: { calls: { c: 1 } },
      c: { deadlineMs: 100 },
      other: { calls: { elsewhere: 1 }, deadlineMs: 5 },
    };
    const of = (more: Record<string, GraphEntry>) =>
      Object.fromEntries(
        graphDigests(graphOf('a', { ...entries, ...more }).nodes),
      );
    const before = of({});
    expect(before['component:default/other']).toBe('');
    // Of the callee of a callee only its calls matter, not its deadline.
    const after = of({
      c: { deadlineMs: 200 },
      other: { calls: { elsewhere: 3 } },
    });
    expect(Object.keys(before).filter(k => before[k] !== after[k])).toEqual([
      'component:default/b',
    ]);
    const retrying = of({ c: { deadlineMs: 100, calls: { d: 1 } } });
    expect(Object.keys(before).filter(k => before[k] !== retrying[k])).toEqual(
      ['a', 'b'].map(name => `component:default/${name}`),
    );
  });

  it('take little time for ten thousand', () => {
    const { nodes } = graphOf(
      'c0',
      Object.fromEntries(
        Array.from({ length: 10_000 }, (_, i) => [
          `c${i}`,
          { calls: { [`c${(i * 7) % 10_000}`]: 1, [`c${i + 1}`]: 2 } },
        ]),
      ),
    );
    const digests = graphDigests(nodes);
    expect(digests.size).toBe(10_000);
    expect([...digests.values()]).not.toContain('');
  });
});
