import { Cases, both, edit, withFile, without } from '../changes';

const CI = '.github/workflows/ci.yml';

export const delivery: Cases = {
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
  'workload-described': {
    fails: without('score.yaml'),
    nearMiss: edit('score.yaml', / {4}readinessProbe.*\n/, ''),
  },
};
