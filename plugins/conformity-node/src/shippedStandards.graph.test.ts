import { onTheGraph } from './__testUtils__/shipped/cases/coordination';
import { Change } from './__testUtils__/shipped/changes';
import {
  evaluateFixture,
  outcomesAfter,
  standards,
} from './__testUtils__/shipped/evaluateFixture';
import { exemplaryService } from './__testUtils__/shipped/exemplaryService';
import { declarationsOf, resilienceSchema } from './graph';
import { evaluate } from './evaluate';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const checks = standards.flatMap(standard => standard.checks);

describe('the shipped checks on the graph', () => {
  it.each(Object.entries(onTheGraph))(
    '%s names the chain and the line',
    (id, { fails, nearMiss, says }) => {
      const evidenceAfter = (change: Change) => {
        const [{ file, line, message }] =
          outcomesAfter(change).get(id)!.evidence;
        return `${file ?? ''}${line ? `:${line}` : ''} ${message}`;
      };
      expect([fails, nearMiss].map(evidenceAfter)).toEqual(says);
    },
  );

  it('need the portal, and say so', () => {
    const { entity, files } = exemplaryService();
    const { outcomes } = evaluate({
      standards,
      entity,
      repository: createSnapshotFromFiles({ files }),
    });
    const onGraph = checks.filter(({ needsGraph }) => needsGraph);
    expect(onGraph.map(({ id }) => id).sort()).toEqual(
      Object.keys(onTheGraph).sort(),
    );
    for (const { id } of onGraph) {
      expect(outcomes.find(({ check }) => check === id)).toMatchObject({
        state: 'error',
        message: expect.stringContaining('needs the portal'),
      });
    }
  });

  it('are error where what the component declares is broken', () => {
    const fixture = exemplaryService();
    fixture.files['resilience.yaml'] = 'dependencies: [';
    fixture.files['openapi.yaml'] = 'paths: [';
    const { outcomes } = evaluateFixture(fixture);
    for (const [id, file] of [
      ['timeouts-fit', 'resilience.yaml'],
      ['calls-go-down', 'resilience.yaml'],
      ['no-claimed-twice', 'openapi.yaml'],
    ]) {
      expect(outcomes.find(({ check }) => check === id)).toMatchObject({
        state: 'error',
        evidence: [{ file }],
      });
    }
  });

  it('take the example of the reference of the format', () => {
    const page = readFileSync(
      resolve(__dirname, '../../../docs/reference/resilience-yaml.md'),
      'utf8',
    );
    const fixture = exemplaryService();
    fixture.files['resilience.yaml'] = /```yaml\n([\s\S]*?)```/.exec(page)![1];
    const outcome = evaluateFixture(fixture).outcomes.find(
      ({ check }) => check === 'resilience-matrix-valid',
    );
    expect(outcome).toMatchObject({ state: 'passed' });
    const { dependencies, deadlineMs } = declarationsOf(
      createSnapshotFromFiles(fixture),
      fixture.entity,
    );
    expect(deadlineMs).toBe(1500);
    expect(
      dependencies.map(({ ref, synchronous, external }) => [
        ref,
        synchronous,
        external,
      ]),
    ).toEqual([
      [undefined, true, undefined],
      ['component:default/warehouse-stock', true, undefined],
      [undefined, false, undefined],
      [undefined, true, true],
    ]);
  });

  it('ask for the published format of resilience.yaml', () => {
    // The standard cannot refer to it, so it says the same, without the words.
    const withoutWords = (value: unknown): unknown => {
      if (Array.isArray(value)) {
        return value.map(withoutWords);
      }
      return typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .filter(
                ([key, v]) => !(key === 'description' && typeof v === 'string'),
              )
              .map(([key, v]) => [key, withoutWords(v)]),
          )
        : value;
    };
    const { $schema, title, ...rest } = resilienceSchema;
    const file = readFileSync(
      resolve(__dirname, '../../../standards/coordination.yaml'),
      'utf8',
    );
    const { schema } = parse(file).spec.checks.find(
      ({ id }: { id: string }) => id === 'resilience-matrix-valid',
    ).schema;
    expect(withoutWords(rest)).toEqual(schema);
  });
});
