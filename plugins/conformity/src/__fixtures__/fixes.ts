import {
  ComponentFixPlan,
  FixesApi,
  FixProposal,
} from '@waymark-idp/plugin-conformity-common';

/** Two checks in one file and a new one; a third that takes a template. */
export function fixPlan(
  more: Partial<ComponentFixPlan> = {},
): ComponentFixPlan {
  return {
    entityRef: 'component:default/orders',
    commit: '0123456789abcdef0123456789abcdef01234567',
    repositoryUrl: 'https://git.example.org/sample/orders',
    checks: [
      {
        check: 'runbook',
        title: 'Title of runbook',
        fixable: true,
        paths: ['docs/runbook.md'],
        passes: true,
      },
      {
        check: 'slo',
        title: 'Title of slo',
        fixable: false,
        reason: 'The check slo does not say how to change files to fix it',
        paths: [],
        passes: false,
        template: {
          ref: 'template:default/slo',
          values: { service: 'orders & co' },
        },
      },
    ],
    files: [
      {
        path: 'docs/runbook.md',
        before: 'one\ntwo\n',
        after: 'one\n2\n',
      },
    ],
    outcomes: [{ check: 'runbook', from: 'failed', to: 'passed' }],
    before: { score: 73.5, level: 'bronze' },
    after: { score: 80, level: 'silver' },
    ...more,
  };
}

export function fixProposal(more: Partial<FixProposal> = {}): FixProposal {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    entityRef: 'component:default/orders',
    checks: ['runbook'],
    state: 'open',
    url: 'https://git.example.org/sample/orders/pulls/12',
    number: 12,
    title: 'Fix: Title of runbook',
    openedBy: 'user:default/developer',
    openedAt: '2026-01-02T10:00:00.000Z',
    ...more,
  };
}

/** Fixes of which every method can be told what to answer. */
export function mockFixesApi(): jest.Mocked<FixesApi> {
  return {
    planFixes: jest.fn(),
    proposeFixes: jest.fn(),
    listFixes: jest.fn().mockResolvedValue({ items: [] }),
  };
}
