import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { parse, stringify } from 'yaml';
import { graphOf } from './__testUtils__/graphOf';
import { evaluate } from './evaluate';
import { planFix } from './fix';
import { environment, FILE_FUNCTIONS } from './language/environment';
import { loadStandards } from './loadStandards';

const page = readFileSync(
  resolve(__dirname, '../../../docs/reference/check-language.md'),
  'utf8',
);
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, b]) => b);

/** Measurements, one a day, of so many milliseconds. */
const history = (...values: number[]) =>
  values
    .map((value, i) =>
      JSON.stringify({ at: `2026-04-${i + 10}`, benchmark: 'list', value }),
    )
    .join('\n');

const files = {
  'bench/history.jsonl': history(9, 10, 11, 10, 9, 10, 11, 10),
  'README.md': `# Orders\n${'Words. '.repeat(50)}`,
  'packages/a/package.json': '{}',
  'packages/a/README.md': '# a',
  'src/a.ts': 'export {};\n',
  Dockerfile: 'FROM node:24.11.0\n',
  LICENSE: 'Apache License\n  Version 2.0\n',
  'package.json':
    '{ "private": true, "version": "1.2.3", "engines": { "node": ">=24" } }',
  'mkdocs.yml': 'site_name: Orders\nnav: []\n',
  'pyproject.toml': '[project]\nrequires-python = ">=3.13"\n',
  'docs/runbook.yaml':
    'reviewed: 2026-03-01\ncertificate: 2027-01-01T00:00:00Z\nsteps: [Restart it.]\n',
  '.github/dependabot.yml': 'version: 2\n',
  '.gitignore': '.env\n',
  'resilience.yaml':
    'deadlineMs: 1000\ndependencies:\n  - { name: stock, timeoutMs: 400, retries: 1 }\n',
  'openapi.yaml': 'openapi: 3.1.0\npaths: { /v1/orders: {} }\n',
  'k8s/a.yaml': 'kind: Deployment\nspec: { replicas: 2 }\n---\nkind: Service\n',
};

const row = (text: string) => ({
  'resilience.yaml': `${files['resilience.yaml']}  - { ${text} }\n`,
});

const breaking: Record<string, Record<string, string>> = {
  'timeouts-fit-together': row('name: stock, timeoutMs: 200'),
  'retries-do-not-multiply': row('name: stock, retries: 9'),
  'waits-for-nobody-who-waits': row('name: loop, ref: component:loop'),
  'calls-nothing-above': row('name: shop, ref: component:shop'),
  'resources-are-its-own': {
    'openapi.yaml': 'openapi: 3.1.0\npaths: { /v1/stock/: {} }\n',
  },
  'rows-are-in-the-catalog': row('name: bank'),
  'relations-have-a-row': { 'resilience.yaml': 'dependencies: []\n' },
  'nothing-became-slower': {
    'bench/history.jsonl': history(
      9,
      10,
      11,
      10,
      9,
      10,
      19,
      20,
      21,
      20,
      19,
      20,
    ),
  },
  'no-spaces-in-paths': { 'a b': 'x' },
  'has-readme': { 'README.md': '' },
  'every-package-has-a-readme': { 'packages/b/package.json': '{}' },
  'readme-is-more-than-a-title': { 'README.md': '# Orders' },
  'no-debugger': { 'src/b.tsx': '  debugger;' },
  'images-are-pinned': { Dockerfile: 'FROM node:latest' },
  'licence-is-apache': { LICENSE: 'Apache' },
  'package-is-private': { 'package.json': '{}' },
  'engine-is-supported': { 'package.json': '{ "engines": { "node": "20" } }' },
  'version-is-not-below-one': { 'package.json': '{ "version": "0.9.0" }' },
  'site-has-a-name': { 'mkdocs.yml': 'nav: []' },
  'python-is-recent': { 'pyproject.toml': '[project]\nrequires-python = "3"' },
  'runbook-is-reviewed': { 'docs/runbook.yaml': 'reviewed: 2025-03-01' },
  'certificate-lasts': { 'docs/runbook.yaml': 'certificate: 2026-05-20' },
  'runbook-is-complete': { 'docs/runbook.yaml': 'reviewed: x\nsteps: []' },
  'dependencies-are-updated': { '.github/dependabot.yml': '' },
  'secrets-are-ignored': { '.gitignore': 'dist\n' },
  'image-is-not-latest': { Dockerfile: 'FROM node:latest\n' },
  'nav-is-set': { 'mkdocs.yml': '# Ours\nsite_name: Orders\n' },
  'has-runbook': { 'docs/runbook.yaml': '' },
  'deployments-have-two-replicas': {
    'k8s/b.yaml': 'kind: Deployment\nspec: {}',
  },
};

const graph = graphOf('orders', {
  stock: {
    owner: 'group:default/stock',
    type: 'service',
    layer: 'data',
    deadlineMs: 300,
    claims: [{ resource: '/v1/stock', file: 'openapi.yaml' }],
  },
  shop: { layer: 'presentation' },
  loop: { calls: { orders: 0 } },
});

interface Situation {
  files: Record<string, string>;
  lifecycle: string;
  owner: string;
  coverage: number;
  collector: string;
  committedAt: Date;
}

function subjectOf(situation: Situation) {
  return {
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'orders',
        annotations: { 'waymark.internal/layer': 'business' },
      },
      spec: { lifecycle: situation.lifecycle },
      relations: [
        { type: 'ownedBy', targetRef: situation.owner },
        { type: 'dependsOn', targetRef: 'component:default/stock' },
      ],
    },
    repository: createSnapshotFromFiles({
      files: situation.files,
      branch: 'main',
      committedAt: situation.committedAt,
    }),
    inputs: {
      graph,
      facts: [
        {
          collector: situation.collector,
          values: { coverage: situation.coverage },
          collectedAt: '2026-04-30T00:00:00Z',
        },
      ],
    },
    now: new Date('2026-05-01T08:00:00Z'),
  };
}

function outcomesOf(content: string, situation: Situation) {
  const { standards, problems } = loadStandards([{ path: 'page', content }]);
  expect(problems).toEqual([]);
  const { outcomes } = evaluate({ standards, ...subjectOf(situation) });
  return Object.fromEntries(outcomes.map(o => [o.check, o.state]));
}

describe('the reference page of the check language', () => {
  it('shows a standard that loads', () => {
    const [standard] = blocks;
    const { standards, problems } = loadStandards([
      { path: 'page', content: standard },
    ]);
    expect(problems).toEqual([]);
    expect(standards[0].checks).toHaveLength(1);
  });

  it('has an example for every function, which passes and fails', () => {
    const examples = blocks.slice(1).flatMap(block => parse(block) as object[]);
    const content = stringify({
      apiVersion: 'waymark.internal/v1',
      kind: 'Standard',
      metadata: { name: 'page', title: 'T', description: 'D' },
      spec: {
        owner: 'group:default/platform',
        checks: examples.map(example => ({
          title: 'T',
          level: 'bronze',
          weight: 1,
          why: 'W',
          fix: 'F',
          ...example,
        })),
      },
    });
    const good: Situation = {
      files,
      lifecycle: 'production',
      owner: 'group:default/orders',
      coverage: 85,
      collector: 'ci',
      committedAt: new Date('2026-04-01T00:00:00Z'),
    };
    const states = outcomesOf(content, good);
    expect(new Set(Object.values(states))).toEqual(new Set(['passed']));
    for (const id of Object.keys(states)) {
      const bad = {
        files: { ...files, ...breaking[id] },
        lifecycle: id === 'has-lifecycle' ? 'someday' : 'production',
        owner:
          id === 'owned-by-a-group' ? 'user:default/ada' : 'group:default/x',
        coverage: 60,
        collector: id === 'ci-reports' ? 'other' : 'ci',
        committedAt: new Date('2025-04-01T00:00:00Z'),
      };
      expect({ [id]: outcomesOf(content, bad)[id] }).toEqual({
        [id]: 'failed',
      });
    }
    const functions = [...Object.keys(FILE_FUNCTIONS), 'matches', 'collected'];
    for (const name of functions) {
      expect(page).toContain(`**\`${name}(`);
    }
    for (const name of environment
      .getDefinitions()
      .functions.flatMap(({ receiverType, name: method }) =>
        receiverType === 'SemverNamespace' || receiverType === 'DateNamespace'
          ? [`${receiverType.slice(0, -9).toLowerCase()}.${method}(`]
          : [],
      )) {
      expect(page).toContain(name);
    }
    const onGraph = environment
      .getDefinitions()
      .functions.filter(({ receiverType }) => receiverType === 'Graph');
    expect(onGraph).toHaveLength(7);
    for (const { name } of onGraph) {
      expect(page).toContain(`**\`graph.${name}(`);
    }
    const [{ checks }] = loadStandards([{ path: 'page', content }]).standards;
    const plans = checks
      .filter(({ fixable }) => fixable === 'files')
      .map(check => {
        const bad = { ...good, files: { ...files, ...breaking[check.id] } };
        return [check.id, planFix(check, subjectOf(bad)).verified];
      });
    expect(plans).toEqual([
      ['dependencies-are-updated', true],
      ['secrets-are-ignored', true],
      ['image-is-not-latest', true],
      ['nav-is-set', true],
    ]);
  });
});
