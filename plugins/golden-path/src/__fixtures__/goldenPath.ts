import {
  ComponentDriftDetail,
  RolloutDetail,
  TemplateAdoption,
  UpgradePlan,
} from '@waymark-idp/plugin-golden-path-common';

export const templateRef = 'template:default/service';

export const drift: ComponentDriftDetail = {
  entityRef: 'component:default/orders',
  templateRef,
  version: '1.0.0',
  newestVersion: '3.0.0',
  state: 'behind',
  counts: { unchanged: 9, changedHere: 1, deletedHere: 1, behind: 2 },
  checkedAt: '2026-01-01T00:00:00.000Z',
  commit: 'a'.repeat(40),
  repositoryUrl: 'http://git.example/sample/orders',
  files: [
    { path: 'server.ts', state: 'changed-here', behind: true },
    { path: 'logo.svg', state: 'deleted-here', behind: false },
    { path: 'new.txt', state: 'unchanged', behind: true },
  ],
};

export const plan: UpgradePlan = {
  templateRef,
  from: '1.0.0',
  to: '3.0.0',
  commit: 'a'.repeat(40),
  files: [
    { path: 'new.txt', change: 'added', conflict: false, after: 'new\n' },
    {
      path: 'server.ts',
      change: 'changed',
      conflict: true,
      before: 'ours\n',
      after: '<<<<<<< here\nours\n=======\ntheirs\n>>>>>>> service-3.0.0\n',
    },
  ],
  conflicts: [
    { path: 'server.ts', kind: 'contents', message: 'Both changed it.' },
  ],
  ignored: ['README.md'],
  changelog: '## 3.0.0\n\n- Faster.',
  newParameters: [
    {
      name: 'region',
      title: 'Region',
      required: true,
      schema: { type: 'string' },
    },
  ],
  notes: [],
  score: {
    before: { score: 80, level: 'bronze' },
    after: { score: 95.5, level: 'gold' },
    newFailures: [],
  },
};

export const adoption: TemplateAdoption = {
  templateRef,
  title: 'A service',
  newestVersion: '3.0.0',
  deprecated: { successor: 'template:default/better' },
  created: 7,
  stillOn: 6,
  versions: [
    { version: '3.0.0', components: 4 },
    { version: '1.0.0', components: 2 },
  ],
  states: { upToDate: 4, behind: 2, unknown: 0 },
  hotSpots: [{ path: 'server.ts', components: 3, share: 0.5 }],
  firstGreen: { known: 0 },
  timeSaved: { perComponentHours: 8, hours: 56 },
  abandoned: { afterDays: 90, components: 1 },
};

export const rollout: RolloutDetail = {
  id: '9f8b6a2e-3f0e-4a39-9a43-5d6c6f0f4c11',
  templateRef,
  version: '3.0.0',
  stages: [5, 100],
  mergeShare: 0.8,
  selection: {},
  state: 'running',
  stage: 1,
  progress: {
    ...{ waiting: 1, open: 0, merged: 1, closed: 0, skipped: 0 },
    total: 2,
  },
  createdBy: 'user:default/pat',
  createdAt: '2026-01-01T00:00:00.000Z',
  components: [
    {
      entityRef: 'component:default/orders',
      stage: 1,
      state: 'merged',
      url: 'http://git.example/sample/orders/pulls/1',
      scoreBefore: 80,
      scoreAfter: 95,
    },
    { entityRef: 'component:default/ledger', stage: 2, state: 'waiting' },
  ],
};
