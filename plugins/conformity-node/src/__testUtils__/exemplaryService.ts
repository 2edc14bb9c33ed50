import { Entity } from '@backstage/catalog-model';

/** A component as the standards look at it. */
export interface Fixture {
  entity: Entity;
  files: Record<string, string>;
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  replicas: 2
  template:
    spec:
      securityContext: { runAsNonRoot: true }
      containers:
        - name: service
          image: orders:1.2.3
          livenessProbe: { httpGet: { path: /livez } }
          readinessProbe: { httpGet: { path: /readyz } }
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          securityContext: { allowPrivilegeEscalation: false }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: orders }
spec: { maxUnavailable: 1 }
`;

/** A small service that passes every check that ships. */
export function exemplaryService(): Fixture {
  return {
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'orders',
        description: 'Takes orders from customers and passes them on.',
        tags: ['typescript'],
        annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
      },
      spec: { type: 'service', owner: 'group:default/orders' },
      relations: [
        { type: 'ownedBy', targetRef: 'group:default/orders' },
        { type: 'partOf', targetRef: 'system:default/shop' },
        { type: 'providesApi', targetRef: 'api:default/orders' },
      ],
    },
    files: {
      'README.md': `# Orders\n\nTakes orders from customers, checks them against the stock, and passes them on to the warehouse. Owned by the team of the same name, which is who to ask.\n\n\`\`\`sh\nnpm ci\nnpm run dev\n\`\`\`\n\nMore in docs/.\n`,
      'mkdocs.yml': 'site_name: Orders\nplugins: [techdocs-core]\n',
      'docs/index.md':
        '# Orders\n\nWhat it is.\n\nHow it works.\n\nWhere to look.\n',
      'docs/adr/0001-queue.md':
        '# 1. A queue\n\n## Context\n\nLoad comes in waves.\n\n## Decision\n\nA queue in between.\n',
      'docs/runbook.md':
        '# Runbook\n\n## It is slow\n\nLook at the queue first.\nThen at the stock service.\n\n## It is down\n\nGo back to the release before.\nCall the platform team.\n',
      'openapi.yaml':
        'openapi: 3.1.0\ninfo: { title: Orders }\npaths:\n  /v1/orders:\n    get: {}\n',
      CODEOWNERS: '# Everything\n* @shop/orders\n',
      'CONTRIBUTING.md':
        '# Contributing\n\nRun `npm ci` once. Make the change with its test, and run `npm run ci`, which is exactly what the pipeline runs. One change, one pull request, and a line in the changelog.\n',
      'CHANGELOG.md': '# Changes\n\n## 1.2.3\n\n- Orders can be cancelled.\n',
      LICENSE: 'All rights reserved.\n',
      'SECURITY.md':
        '# Security\n\nWrite to security@shop.example, in private.\n',
      'package.json': JSON.stringify(
        {
          name: 'orders',
          engines: { node: '>=22' },
          scripts: {
            lint: 'biome ci',
            test: 'node --test',
            ci: 'npm run lint && npm run test',
          },
        },
        undefined,
        2,
      ),
      'package-lock.json': '{ "lockfileVersion": 3 }\n',
      '.npmrc': 'ignore-scripts=true\n',
      '.gitignore': 'node_modules/\n',
      'tsconfig.json':
        '{\n  // As strict as it gets.\n  "compilerOptions": {\n    "strict": true\n  }\n}\n',
      'renovate.json': '{ "extends": ["config:best-practices"] }\n',
      '.github/workflows/ci.yml': `name: CI
on: [pull_request]
permissions: {}
jobs:
  ci:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v5.0.0
      - run: npm ci
      - run: npm run ci
      - run: npm run sbom > sbom.json
`,
      Dockerfile:
        'FROM node:24.11.0-alpine AS build\nRUN npm ci\nFROM build AS test\nFROM node:24.11.0-alpine\nUSER node\nCMD ["node", "dist/main.js"]\n',
      '.dockerignore': 'node_modules\n.git\n',
      'src/server.ts':
        "// Answers /livez and /readyz.\napp.get('/livez', () => 'alive');\napp.get('/readyz', () => 'ready');\nprocess.on('SIGTERM', async () => {\n  await app.close();\n});\n",
      'src/stock.ts':
        "import { circuitBreaker } from 'cockatiel';\nconst breaker = circuitBreaker(handleAll, {});\n",
      'test/stock.test.ts':
        "test('stock is down', () => {\n  stub('stock');\n});\n",
      'resilience.yaml': `dependencies:
  - name: stock
    timeoutMs: 400
    retries: 2
    fallback: The last known stock is assumed.
    userImpact: Orders may be cancelled later.
`,
      'slo.yaml':
        'kind: SLO\nspec:\n  service: orders\n  objectives:\n    - target: 0.999\n',
      'k8s/deployment.yaml': deployment,
    },
  };
}
