import { Cases, edit, told, without } from '../changes';

export const goldenPath: Cases = {
  'provenance-recorded': {
    fails: without('.waymark/answers.yaml'),
    nearMiss: edit(
      '.waymark/answers.yaml',
      'ref: template:default/typescript-service',
      'ref: template:default/event-worker',
    ),
  },
  'template-version-recent': {
    fails: told('golden-path', { minorsBehind: 3 }),
    nearMiss: told('golden-path', { majorsBehind: 1, minorsBehind: 0 }),
  },
};
