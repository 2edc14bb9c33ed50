import { Outcome } from '@waymark-idp/plugin-conformity-common';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { evaluate } from './evaluate';
import { filesToKeep } from './filesToKeep';
import { cases, Change } from './__testUtils__/shippedCases';
import { exemplaryService, Fixture } from './__testUtils__/exemplaryService';
import { loadShippedStandards } from './__testUtils__/loadShippedStandards';

const { standards, problems } = loadShippedStandards();
const checks = standards.flatMap(standard => standard.checks);

function evaluateFixture({ entity, files }: Fixture) {
  return evaluate({
    standards,
    entity,
    repository: createSnapshotFromFiles({ files }),
  });
}

function outcomesAfter(change: Change): Map<string, Outcome> {
  const fixture = exemplaryService();
  change(fixture);
  const { outcomes } = evaluateFixture(fixture);
  return new Map(outcomes.map(outcome => [outcome.check, outcome]));
}

describe('the standards that ship', () => {
  it('load without a problem, explain themselves and are mapped', () => {
    expect(problems).toEqual([]);
    expect(standards.map(({ name }) => name)).toEqual([
      'delivery',
      'ownership-and-documentation',
      'reliability',
      'security',
    ]);
    expect(checks.length).toBeGreaterThanOrEqual(40);
    expect(Object.keys(cases).sort()).toEqual(
      checks.map(({ id }) => id).sort(),
    );
    // More ask what a file says than whether there is one.
    const contents = checks.filter(({ reads }) => reads.length > 0);
    expect(contents.length).toBeGreaterThan(checks.length / 2);
    expect(checks.filter(({ maps }) => maps.length > 0).length).toBeGreaterThan(
      checks.length * 0.8,
    );
  });

  it('all pass on an exemplary service', () => {
    const evaluation = evaluateFixture(exemplaryService());
    expect(
      evaluation.outcomes.filter(({ state }) => state !== 'passed'),
    ).toEqual([]);
    expect(evaluation).toMatchObject({ score: 100, level: 'gold' });
  });

  it.each(Object.entries(cases))(
    '%s fails where it should, with evidence',
    (id, { fails, nearMiss }) => {
      for (const change of [fails, nearMiss]) {
        const outcome = outcomesAfter(change).get(id)!;
        expect(outcome.state).toBe('failed');
        expect(outcome.message).not.toMatch(/^Not true/);
        expect(outcome.evidence.length).toBeGreaterThan(0);
      }
    },
  );

  it('points at the line that is wrong', () => {
    const at = (id: string, change: Change) => {
      const [{ file, line }] = outcomesAfter(change).get(id)!.evidence;
      return `${file}:${line}`;
    };
    expect(at('actions-pinned', cases['actions-pinned'].fails)).toBe(
      '.github/workflows/ci.yml:9',
    );
    expect(at('image-not-root', cases['image-not-root'].nearMiss)).toBe(
      'Dockerfile:5',
    );
    expect(
      at('dependencies-declared', cases['dependencies-declared'].nearMiss),
    ).toBe('resilience.yaml:5');
    expect(
      at('probed-by-the-platform', cases['probed-by-the-platform'].nearMiss),
    ).toBe('k8s/deployment.yaml:10');
    expect(
      at('containers-restricted', cases['containers-restricted'].nearMiss),
    ).toBe('k8s/deployment.yaml:17');
  });

  it('never shows the secret that it found', () => {
    const outcome = outcomesAfter(cases['no-secrets-committed'].nearMiss).get(
      'no-secrets-committed',
    )!;
    expect(outcome.evidence[0]).toMatchObject({
      file: 'config/default.yaml',
      line: 2,
    });
    expect(JSON.stringify(outcome)).not.toContain('IOSFODNN7');
  });

  it('ask of a library and a website what applies to them', () => {
    const statesOf = (type: string) => {
      const fixture = exemplaryService();
      fixture.entity.spec!.type = type;
      fixture.entity.relations = fixture.entity.relations!.slice(0, 2);
      for (const path of Object.keys(fixture.files)) {
        if (/^(k8s|Dockerfile|\.dockerignore|slo|resilience)/.test(path)) {
          delete fixture.files[path];
        }
      }
      const evaluation = evaluateFixture(fixture);
      const notApplicable = evaluation.outcomes.filter(
        ({ state }) => state === 'not-applicable',
      );
      return { ...evaluation, notApplicable };
    };
    for (const type of ['library', 'website']) {
      const { score, level, notApplicable, outcomes } = statesOf(type);
      expect({ score, level }).toEqual({ score: 100, level: 'gold' });
      expect(notApplicable.map(({ check }) => check)).toEqual(
        expect.arrayContaining(['stops-gracefully', 'image-not-root']),
      );
      expect(outcomes.length - notApplicable.length).toBeGreaterThan(20);
    }
    expect(statesOf('documentation').notApplicable.length).toBeGreaterThan(30);
  });

  it('keep what they look into and nothing else', () => {
    const keep = filesToKeep(standards);
    const kept = Object.keys(exemplaryService().files).filter(keep);
    expect(kept).toEqual(
      expect.arrayContaining([
        'package.json',
        'src/server.ts',
        'k8s/deployment.yaml',
        '.github/workflows/ci.yml',
        'test/stock.test.ts',
      ]),
    );
    expect(keep('package-lock.json')).toBe(false);
    expect(keep('assets/logo.png')).toBe(false);
    expect(keep('data/dump.sql')).toBe(false);
  });

  it('say error, not passed, where a file is broken', () => {
    const outcomes = outcomesAfter(({ files }) => {
      files['k8s/deployment.yaml'] = 'kind: Deployment\n  spec: [\n';
      files['package.json'] = '{ "scripts": ';
    });
    for (const [id, file] of [
      ['resources-bounded', 'k8s/deployment.yaml'],
      ['containers-restricted', 'k8s/deployment.yaml'],
      ['linted', 'package.json'],
    ]) {
      expect(outcomes.get(id)).toMatchObject({
        state: 'error',
        evidence: [{ file }],
      });
    }
    expect(outcomes.get('image-not-root')!.state).toBe('passed');
  });
});
