import { Cases, edit, told, without } from '../changes';

const CI = '.github/workflows/ci.yml';
const SCALING = 'k8s/scaling.yaml';
const SLEEP = 'k8s/non-production/sleep.yaml';

export const sustainability: Cases = {
  'image-multi-architecture': {
    fails: edit(CI, / {6}- run: docker buildx.*\n/, ''),
    nearMiss: edit(
      'Dockerfile',
      /FROM node:24\.11\.0-alpine\n/,
      'FROM --platform=linux/amd64 node:24.11.0-alpine\n',
    ),
  },
  'scales-to-load': {
    fails: without(SCALING),
    nearMiss: edit(SCALING, 'maxReplicaCount: 8', 'maxReplicaCount: 2'),
  },
  'non-production-sleeps': {
    fails: without(SLEEP),
    nearMiss: edit(SLEEP, 'minReplicaCount: 0', 'minReplicaCount: 1'),
  },
  'batch-in-quiet-hours': {
    fails: edit('k8s/report.yaml', '15 3 * * *', '15 11 * * *'),
    nearMiss: edit('k8s/report.yaml', '15 3 * * *', '15 3,9-17 * * *'),
  },
  'requests-close-to-use': {
    fails: told('usage', { cpuRequested: 4 }),
    nearMiss: told('usage', { cpuRequested: 0.05 }),
  },
};
