import { both, Cases, edit, without } from '../changes';

const K8S = 'k8s/deployment.yaml';
const SCALING = 'k8s/scaling.yaml';

export const reliability: Cases = {
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
    nearMiss: edit('test/stock.test.ts', /[\s\S]*/, '// stock: to be tested\n'),
  },
  'circuit-breaker-used': {
    fails: without('src/stock.ts'),
    nearMiss: edit('src/stock.ts', 'const breaker', '// const breaker'),
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
  'runs-more-than-once': {
    fails: both(
      edit(K8S, 'replicas: 2', 'replicas: 1'),
      edit(SCALING, 'minReplicaCount: 2', 'minReplicaCount: 1'),
    ),
    nearMiss: both(edit(K8S, 'replicas: 2', '# replicas: 2'), without(SCALING)),
  },
  'disruptions-budgeted': {
    fails: edit(K8S, /---\napiVersion: policy[\s\S]*/, ''),
    nearMiss: edit(K8S, 'spec: { maxUnavailable: 1 }', 'spec: {}'),
  },
  'requests-bounded': {
    fails: edit('src/server.ts', ', requestTimeout: 10_000', ''),
    nearMiss: edit(
      'src/server.ts',
      'requestTimeout: 10_000',
      'requestTimeout: 0',
    ),
  },
  'peaks-scheduled': {
    fails: without(SCALING),
    nearMiss: edit(SCALING, "desiredReplicas: '6'", "desiredReplicas: '2'"),
  },
};
