import { Cases, both, edit, withFile, without } from '../changes';

const CI = '.github/workflows/ci.yml';
const K8S = 'k8s/deployment.yaml';

export const security: Cases = {
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
