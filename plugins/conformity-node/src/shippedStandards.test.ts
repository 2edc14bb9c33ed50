import { cases } from './__testUtils__/shipped/cases';
import { moreMisses } from './__testUtils__/shipped/cases/architecture';
import { noSlowdowns } from './__testUtils__/shipped/cases/performance';
import { Change } from './__testUtils__/shipped/changes';
import {
  checks,
  evaluateFixture,
  outcomesAfter,
  problems,
  standards,
} from './__testUtils__/shipped/evaluateFixture';
import { exemplaryService } from './__testUtils__/shipped/exemplaryService';
import { publicControls } from './__testUtils__/shipped/publicControls';
import { filesToKeep } from './filesToKeep';

describe('the standards that ship', () => {
  it('load without a problem, and each check has its cases', () => {
    expect(problems).toEqual([]);
    expect(standards.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'architecture',
        'delivery',
        'golden-path',
        'observability',
        'ownership-and-documentation',
        'performance',
        'reliability',
        'security',
        'sustainability',
      ]),
    );
    expect(checks.length).toBeGreaterThanOrEqual(50);
    expect(checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(Object.keys(cases)),
    );
    // The checks on the graph have cases of their own, beside the graph.
    const others = checks.filter(({ id }) => !(id in cases));
    expect(others.filter(check => !check.needsGraph)).toEqual([]);
    // More ask what is said than whether there is a file.
    const contents = checks.filter(
      ({ reads, needsFacts, needsRepository }) =>
        reads.length > 0 || needsFacts || !needsRepository,
    );
    expect(contents.length).toBeGreaterThanOrEqual(30);
  });

  it('map to public controls that exist', () => {
    for (const { id, maps } of checks) {
      for (const map of maps) {
        const [set, control] = map.split(/:(.*)/);
        expect({ id, map, known: publicControls[set] ?? [] }).toEqual({
          id,
          map,
          known: expect.arrayContaining([control]),
        });
      }
    }
    expect(checks.filter(({ maps }) => maps.length > 0).length).toBeGreaterThan(
      checks.length / 2,
    );
  });

  it('weigh reliability before cost', () => {
    const weights = new Map(
      standards.map(({ name, checks: own }) => [
        name,
        own.map(({ weight }) => weight),
      ]),
    );
    const sum = (name: string) => weights.get(name)!.reduce((a, b) => a + b, 0);
    const mean = (name: string) => sum(name) / weights.get(name)!.length;
    for (const other of ['performance', 'sustainability', 'golden-path']) {
      expect(sum('reliability')).toBeGreaterThan(2 * sum(other));
      expect(mean('reliability')).toBeGreaterThan(mean(other));
    }
    // No saving is worth as much as what keeps a service up.
    expect(Math.max(...weights.get('sustainability')!)).toBeLessThanOrEqual(
      Math.min(...weights.get('reliability')!),
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
        expect(outcome).toMatchObject({ check: id, state: 'failed' });
        expect(outcome.message).not.toMatch(/^Not true/);
        expect(outcome.evidence.length).toBeGreaterThan(0);
      }
    },
  );

  it.each(Object.entries(moreMisses))('%s fails in another way', (id, change) =>
    expect(outcomesAfter(change).get(id)!.state).toBe('failed'),
  );

  it.each(Object.entries(noSlowdowns))(
    'a benchmark that is %s is no unexplained slowdown',
    (_, change) =>
      expect(outcomesAfter(change).get('no-unexplained-slowdown')!.state).toBe(
        'passed',
      ),
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
    ).toBe('resilience.yaml:7');
    expect(
      at('probed-by-the-platform', cases['probed-by-the-platform'].nearMiss),
    ).toBe('k8s/deployment.yaml:11');
    expect(
      at('containers-restricted', cases['containers-restricted'].nearMiss),
    ).toBe('k8s/deployment.yaml:18');
    const slower = cases['no-unexplained-slowdown'].fails;
    expect(at('no-unexplained-slowdown', slower)).toBe(
      'bench/history.jsonl:11',
    );
    expect(
      outcomesAfter(slower).get('no-unexplained-slowdown')!.evidence[0].message,
    ).toBe(
      '`list orders` takes 30 % longer: 100 before, 130 ms since d0 of 2026-05-10.',
    );
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

  it('ask nothing of what nobody told, and what is no production yet', () => {
    const fixture = exemplaryService();
    fixture.facts = [];
    fixture.entity.spec!.lifecycle = 'experimental';
    fixture.entity.relations = fixture.entity.relations!.filter(
      ({ type }) => type !== 'partOf',
    );
    delete fixture.files['bench/history.jsonl'];
    const { outcomes, score, level } = evaluateFixture(fixture);
    expect({ score, level }).toEqual({ score: 100, level: 'gold' });
    expect(
      outcomes
        .filter(({ state }) => state !== 'passed')
        .map(({ check, state }) => `${check}: ${state}`)
        .sort(),
    ).toEqual([
      'no-unexplained-slowdown: not-applicable',
      'part-of-a-system: not-applicable',
      'requests-close-to-use: not-applicable',
      'template-version-recent: not-applicable',
    ]);
  });

  it('keep what they look into and nothing else', () => {
    const keep = filesToKeep(standards);
    const kept = Object.keys(exemplaryService().files).filter(keep);
    expect(kept).toEqual(
      expect.arrayContaining([
        'bench/history.jsonl',
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
      files['bench/history.jsonl'] += '{ "value": 12 }\n';
    });
    for (const [id, file] of [
      ['resources-bounded', 'k8s/deployment.yaml'],
      ['containers-restricted', 'k8s/deployment.yaml'],
      ['linted', 'package.json'],
      ['no-unexplained-slowdown', 'bench/history.jsonl'],
    ]) {
      expect(outcomes.get(id)).toMatchObject({
        state: 'error',
        evidence: [{ file }],
      });
    }
    expect(outcomes.get('image-not-root')!.state).toBe('passed');
  });
});
