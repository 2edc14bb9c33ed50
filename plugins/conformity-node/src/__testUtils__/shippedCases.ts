import { Fixture } from './exemplaryService';

/** Changes the exemplary service so that one check fails. */
export type Change = (fixture: Fixture) => void;

const without =
  (...paths: string[]): Change =>
  ({ files }) =>
    paths.forEach(path => delete files[path]);

const withFile =
  (path: string, content: string): Change =>
  ({ files }) => {
    files[path] = content;
  };

/** Replaces text in a file, and insists that it was there. */
const edit =
  (path: string, from: string | RegExp, to: string): Change =>
  ({ files }) => {
    const before = files[path];
    files[path] = before.replace(from, to);
    if (files[path] === before) {
      throw new Error(`${path} has no ${from}`);
    }
  };

const entity =
  (change: (entity: any) => void): Change =>
  fixture =>
    change(fixture.entity);

const withoutRelation = (type: string) =>
  entity(e => {
    e.relations = e.relations.filter((r: { type: string }) => r.type !== type);
  });

const both =
  (...changes: Change[]): Change =>
  fixture =>
    changes.forEach(change => change(fixture));

const CI = '.github/workflows/ci.yml';
const K8S = 'k8s/deployment.yaml';

/**
 * Per check: what makes it fail outright, and a near miss, where something is
 * there that looks like the answer and is none.
 */
export const cases: Record<string, { fails: Change; nearMiss: Change }> = {
  'owned-by-a-team': {
    fails: withoutRelation('ownedBy'),
    nearMiss: entity(e => {
      e.relations[0].targetRef = 'user:default/ada';
    }),
  },
  described: {
    fails: entity(e => delete e.metadata.description),
    nearMiss: entity(e => {
      e.metadata.description = '  Orders             ';
    }),
  },
  tagged: {
    fails: entity(e => delete e.metadata.tags),
    nearMiss: entity(e => {
      e.metadata.tags = [];
    }),
  },
  'part-of-a-system': {
    fails: withoutRelation('partOf'),
    nearMiss: entity(e => {
      e.relations[1].targetRef = 'component:default/shop';
    }),
  },
  'readme-explains': {
    fails: without('README.md'),
    nearMiss: withFile('README.md', `# Orders\n\n${'Words. '.repeat(60)}\n`),
  },
  'docs-published': {
    fails: without('mkdocs.yml'),
    nearMiss: withFile('docs/index.md', '# Orders\n'),
  },
  'decisions-recorded': {
    fails: without('docs/adr/0001-queue.md'),
    nearMiss: withFile('docs/adr/0001-queue.md', '# To be written\n\nSoon.\n'),
  },
  'runbook-written': {
    fails: without('docs/runbook.md'),
    nearMiss: withFile(
      'docs/runbook.md',
      '# Runbook\n\n## It is slow\n\n## It is down\n\nTODO\n',
    ),
  },
  'api-described': {
    fails: without('openapi.yaml'),
    nearMiss: withFile('openapi.yaml', 'openapi: 3.1.0\npaths: {}\n'),
  },
  'reviewers-named': {
    fails: without('CODEOWNERS'),
    nearMiss: withFile('CODEOWNERS', '# * @shop/orders\n'),
  },
  'contributing-explained': {
    fails: without('CONTRIBUTING.md'),
    nearMiss: withFile('CONTRIBUTING.md', '# Contributing\n\nPlease do.\n'),
  },
  'changes-listed': {
    fails: without('CHANGELOG.md'),
    nearMiss: withFile('CHANGELOG.md', '# Changes\n\n## 1.0.0\n'),
  },
  'terms-of-use': {
    fails: without('LICENSE'),
    nearMiss: withFile('LICENSE', 'TODO\n'),
  },
  'ci-defined': {
    fails: without(CI),
    nearMiss: withFile(CI, 'name: CI\non: push\njobs: {}\n'),
  },
  'tests-exist': {
    fails: without('test/stock.test.ts'),
    nearMiss: withFile('test/stock.test.ts', '// test() comes later\n'),
  },
  'tests-run-in-ci': {
    fails: edit(CI, '      - run: npm run ci\n', ''),
    nearMiss: edit(CI, '- run: npm run ci\n', '# - run: npm test\n'),
  },
  'one-way-to-check': {
    fails: edit('package.json', '"ci"', '"all"'),
    nearMiss: edit('package.json', 'npm run lint && npm run test', 'echo ok'),
  },
  'dependencies-locked': {
    fails: without('package-lock.json'),
    nearMiss: withFile('.npmrc', 'package-lock=false\n'),
  },
  'installed-from-the-lock': {
    fails: edit(CI, 'npm ci', 'npm install'),
    nearMiss: edit('Dockerfile', 'npm ci', 'npm install --omit=dev'),
  },
  'updates-automated': {
    fails: without('renovate.json'),
    nearMiss: withFile(
      'renovate.json',
      '{ "extends": ["config:base"], "enabled": false }',
    ),
  },
  'jobs-time-out': {
    fails: edit(CI, '    timeout-minutes: 10\n', ''),
    nearMiss: withFile(
      '.github/workflows/release.yml',
      'permissions: {}\njobs:\n  a: { timeout-minutes: 5 }\n  b: { runs-on: x }\n',
    ),
  },
  'runtime-pinned': {
    fails: edit('package.json', /"engines"[^}]*},/, ''),
    nearMiss: both(
      edit('package.json', '>=22', '*'),
      withFile('.nvmrc', 'lts/*\n'),
    ),
  },
  'strictly-typed': {
    fails: edit('tsconfig.json', '"strict": true', '"strict": false'),
    nearMiss: edit('tsconfig.json', '"strict": true', '// "strict": true'),
  },
  linted: {
    fails: edit('package.json', '"lint"', '"style"'),
    nearMiss: edit('package.json', 'biome ci', 'echo no linter yet'),
  },
  'probes-answered': {
    fails: edit('src/server.ts', /app\.get.*\n/g, ''),
    nearMiss: edit(
      'src/server.ts',
      "app.get('/readyz'",
      "// app.get('/readyz'",
    ),
  },
  'stops-gracefully': {
    fails: edit('src/server.ts', 'SIGTERM', 'SIGHUP'),
    nearMiss: edit('src/server.ts', 'await app.close()', 'process.exit(0)'),
  },
  'dependencies-declared': {
    fails: without('resilience.yaml'),
    nearMiss: edit(
      'resilience.yaml',
      'fallback: The last known stock is assumed.',
      'fallback: none',
    ),
  },
  'failures-tested': {
    fails: without('test/stock.test.ts'),
    nearMiss: edit('resilience.yaml', 'name: stock', 'name: payments'),
  },
  'circuit-breaker-used': {
    fails: without('src/stock.ts'),
    nearMiss: edit('src/stock.ts', /const breaker.*\n/, ''),
  },
  'objectives-set': {
    fails: without('slo.yaml'),
    nearMiss: edit('slo.yaml', '0.999', '99.9'),
  },
  'probed-by-the-platform': {
    fails: edit(K8S, /\s+livenessProbe.*/, ''),
    nearMiss: edit(
      K8S,
      '        - name: service',
      '        - name: sidecar\n          image: proxy:1.0.0\n        - name: service',
    ),
  },
  'resources-bounded': {
    fails: edit(K8S, /resources:[\s\S]*?256Mi }/, 'resources: {}'),
    nearMiss: edit(K8S, 'limits: { memory: 256Mi }', 'limits: { cpu: 1 }'),
  },
  'survives-losing-a-machine': {
    fails: edit(K8S, 'replicas: 2', 'replicas: 1'),
    nearMiss: edit(K8S, 'spec: { maxUnavailable: 1 }', 'spec: {}'),
  },
  'weaknesses-reportable': {
    fails: without('SECURITY.md'),
    nearMiss: withFile('SECURITY.md', '# Security\n\nTell us in private.\n'),
  },
  'no-secrets-committed': {
    fails: withFile('.env', 'PASSWORD=hunter2hunter2\n'),
    nearMiss: withFile(
      'config/default.yaml',
      `aws:\n  key: ${'AKIA'}IOSFODNN7EXAMPLE\n`,
    ),
  },
  'workflow-permissions-small': {
    fails: edit(CI, 'permissions: {}\n', ''),
    nearMiss: edit(CI, 'permissions: {}', 'permissions: write-all'),
  },
  'actions-pinned': {
    fails: edit(CI, '@v5.0.0', '@main'),
    nearMiss: edit(CI, '@v5.0.0', '@v5 # v5.0.0'),
  },
  'workflows-not-injectable': {
    fails: edit(
      CI,
      'npm run ci',
      `echo "$${'{{'} github.event.pull_request.title }}"`,
    ),
    nearMiss: both(
      edit(CI, '[pull_request]', '[pull_request_target]'),
      edit(
        CI,
        '@v5.0.0\n',
        `@v5.0.0\n        with:\n          ref: $${'{{'} github.event.pull_request.head.sha }}\n`,
      ),
    ),
  },
  'no-binaries-committed': {
    fails: withFile('lib/driver.so', 'x'),
    nearMiss: withFile('gradle/wrapper/other.jar', 'x'),
  },
  'install-scripts-off': {
    fails: without('.npmrc'),
    nearMiss: withFile('.npmrc', '# ignore-scripts=true\n'),
  },
  'parts-listed': {
    fails: edit(CI, '      - run: npm run sbom > sbom.json\n', ''),
    nearMiss: edit(CI, '- run: npm run sbom', '# - run: npm run sbom'),
  },
  'image-not-root': {
    fails: edit('Dockerfile', 'USER node\n', ''),
    nearMiss: edit('Dockerfile', 'USER node\n', 'USER node\nUSER root\n'),
  },
  'image-base-pinned': {
    fails: edit('Dockerfile', /24\.11\.0-alpine/g, 'latest'),
    nearMiss: edit('Dockerfile', /24\.11\.0-alpine\n/, '24-alpine\n'),
  },
  'image-context-small': {
    fails: without('.dockerignore'),
    nearMiss: withFile('.dockerignore', '# node_modules\n*.log\n'),
  },
  'containers-restricted': {
    fails: edit(K8S, 'runAsNonRoot: true', 'runAsUser: 0'),
    nearMiss: edit(
      K8S,
      'allowPrivilegeEscalation: false',
      'allowPrivilegeEscalation: true',
    ),
  },
};
