const catalogInfo = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: orders
  description: Takes orders from customers and passes them on.
  tags: [typescript]
  annotations:
    backstage.io/source-template: template:default/typescript-service
    backstage.io/techdocs-ref: dir:.
    waymark.internal/layer: business
spec:
  type: service
  lifecycle: production
  owner: group:default/orders
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: orders }
spec: { type: openapi }
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  replicas: 2
  selector: { matchLabels: { app: orders } }
  template:
    spec:
      securityContext: { runAsNonRoot: true }
      containers:
        - name: service
          image: orders:1.2.3
          livenessProbe: { httpGet: { path: /livez } }
          readinessProbe: { httpGet: { path: /readyz } }
          resources:
            requests: { cpu: 500m, memory: 128Mi }
            limits: { memory: 256Mi }
          securityContext: { allowPrivilegeEscalation: false }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: orders }
spec: { maxUnavailable: 1 }
`;

const scaling = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: orders }
spec:
  scaleTargetRef: { name: orders }
  minReplicaCount: 2
  maxReplicaCount: 8
  triggers:
    - type: cpu
      metricType: Utilization
      metadata: { value: '60' }
    - type: cron
      metadata: { timezone: Europe/Berlin, start: 30 16 * * 5, end: 0 20 * * 5, desiredReplicas: '6' }
`;

const sleep = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: orders }
spec:
  minReplicaCount: 0
  triggers:
    - type: cron
      metadata: { timezone: Europe/Berlin, start: 0 7 * * 1-5, end: 0 19 * * 1-5, desiredReplicas: '1' }
`;

const reports = `apiVersion: batch/v1
kind: CronJob
metadata: { name: orders-report }
spec:
  schedule: 15 3 * * *
  jobTemplate:
    spec: { template: { spec: { containers: [{ name: report, args: [report] }] } } }
`;

const openapi = `openapi: 3.1.0
info: { title: Orders }
paths:
  /v1/orders:
    get: { operationId: listOrders, responses: { '200': { description: Orders } } }
  /v1/exports:
    post:
      operationId: startExport
      responses:
        '202':
          description: Accepted
          headers: { Location: { schema: { type: string } } }
  /v1/exports/{id}:
    get: { operationId: getExport, responses: { '200': { description: An export } } }
`;

const server = `import { config } from './config.ts';
// Answers /livez and /readyz.
const app = fastify({ loggerInstance: createLogger(), requestTimeout: 10_000 });
app.get('/livez', () => 'alive');
app.get('/readyz', () => 'ready');
routes(app, readFileSync('openapi.yaml', 'utf8'));
process.on('SIGTERM', async () => {
  await app.close();
});
`;

const telemetry = `import { trace } from '@opentelemetry/api';
import { pino } from 'pino';
import { config } from './config.ts';
trace.setGlobalTracerProvider(new TracerProvider());
export const createLogger = () => pino({ mixin: () => ({ trace_id: span().spanContext().traceId }) });
export function record(logger, work, error) {
  const event = { event: 'http.request', duration_ms: work.ms, 'error.type': error?.name };
  logger.info(event);
}
if (config.profilesTo) Pyroscope.start();
`;

const history = [101, 99, 100, 102, 98, 101, 100, 99, 100, 101]
  .map((value, i) =>
    JSON.stringify({
      at: `2026-04-${String(i + 10)}T02:00:00Z`,
      commit: `c${i}`,
      benchmark: 'list orders',
      unit: 'ms',
      value,
    }),
  )
  .join('\n')
  .concat('\n');

const adr = `# 1. A queue

## Context

Load comes in waves.

## Decision

A queue in between.
`;

const runbook = `# Runbook

## It is slow

Look at the queue first.
Then at the stock service.

## It is down

Go back to the release before.
Call the platform team.
`;

/** The repository of the exemplary service, by path. */
export function exemplaryFiles(): Record<string, string> {
  return {
    'README.md': `# Orders\n\nTakes orders from customers, checks them against the stock, and passes them on to the warehouse. Owned by the team of the same name, which is who to ask.\n\n\`\`\`sh\nnpm ci\nnpm run dev\n\`\`\`\n\nMore in docs/.\n`,
    'catalog-info.yaml': catalogInfo,
    'mkdocs.yml': 'site_name: Orders\nplugins: [techdocs-core]\n',
    'docs/index.md':
      '# Orders\n\nWhat it is.\n\nHow it works.\n\nWhere to look.\n',
    'docs/adr/0001-queue.md': adr,
    'docs/runbook.md': runbook,
    'openapi.yaml': openapi,
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
          bench: 'node bench/orders.bench.ts',
          load: 'node bench/load.ts',
          ci: 'npm run lint && npm run test',
        },
        dependencies: { '@opentelemetry/api': '1.10.0', pino: '10.4.0' },
      },
      undefined,
      2,
    ),
    'package-lock.json': '{ "lockfileVersion": 3 }\n',
    'biome.json':
      '{\n  "linter": {\n    "rules": { "style": { "noRestrictedImports": { "level": "error", "options": {} } } }\n  }\n}\n',
    '.npmrc': 'ignore-scripts=true\n',
    '.gitignore': 'node_modules/\n',
    '.waymark/answers.yaml': `apiVersion: waymark.internal/v1\nkind: Answers\ntemplate:\n  ref: template:default/typescript-service\n  version: 1.1.0\ndigest: sha256:${'0a'.repeat(
      32,
    )}\n`,
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
      - run: npm run bench
      - run: npm run load
      - run: npm run sbom > sbom.json
      - run: docker buildx build --platform linux/amd64,linux/arm64 .
`,
    Dockerfile:
      'FROM node:24.11.0-alpine AS build\nRUN npm ci\nFROM build AS test\nFROM node:24.11.0-alpine\nUSER node\nCMD ["node", "dist/main.js"]\n',
    '.dockerignore': 'node_modules\n.git\n',
    'score.yaml':
      'apiVersion: score.dev/v1b1\nmetadata: { name: orders }\ncontainers:\n  main:\n    image: .\n    resources: { requests: { cpu: 500m } }\n    readinessProbe: { httpGet: { path: /readyz } }\n',
    'src/config.ts':
      'export const config = {\n  port: Number(process.env.PORT),\n  profilesTo: process.env.PYROSCOPE_SERVER_ADDRESS,\n};\n',
    'src/server.ts': server,
    'src/telemetry.ts': telemetry,
    'src/stock.ts':
      "import { circuitBreaker } from 'cockatiel';\nconst breaker = circuitBreaker(handleAll, {});\nexport const stock = () => breaker.execute(() => fetch('/v1/stock'));\n",
    'test/stock.test.ts':
      "test('stock is down', () => {\n  stub('stock');\n});\n",
    'bench/orders.bench.ts':
      "import { appendFileSync } from 'node:fs';\nconst startedAt = performance.now();\nfor (let i = 0; i < 1000; i++) await list();\nconst value = performance.now() - startedAt;\nappendFileSync('bench/history.jsonl', JSON.stringify({ value }));\n",
    'bench/load.ts':
      "import autocannon from 'autocannon';\nconst url = 'http://127.0.0.1:8080/v1/orders';\nconst result = await autocannon({ url, duration: 5 });\nconst slow = result.latency.p99 > 250;\nif (slow || result.errors) process.exit(1);\n",
    'bench/history.jsonl': history,
    'resilience.yaml': `deadlineMs: 2000
dependencies:
  - name: stock
    ref: api:default/stock
    timeoutMs: 400
    retries: 2
    fallback: The last known stock is assumed.
    userImpact: Orders may be cancelled later.
`,
    'slo.yaml':
      'kind: SLO\nspec:\n  service: orders\n  objectives:\n    - target: 0.999\n',
    'k8s/deployment.yaml': deployment,
    'k8s/scaling.yaml': scaling,
    'k8s/report.yaml': reports,
    'k8s/non-production/sleep.yaml': sleep,
  };
}
