import {
  WaiverReport,
  WaiversApi,
} from '@waymark-idp/plugin-conformity-common';

export function waiver(more: Partial<WaiverReport> = {}): WaiverReport {
  return {
    id: '1b671a64-40d5-491e-99b0-da01ff1f3341',
    entityRef: 'component:default/orders',
    check: 'runbook',
    reason: 'The runbook is being written.',
    state: 'requested',
    expiresAt: '2099-05-01T22:00:00.000Z',
    requestedBy: 'user:default/dana',
    requestedAt: '2026-01-01T10:00:00.000Z',
    source: 'portal',
    componentTitle: 'Orders',
    owner: 'group:default/shop',
    checkTitle: 'Title of runbook',
    standard: {
      name: 'reliability',
      title: 'Reliability',
      owner: 'group:default/platform',
    },
    outcome: {
      state: 'failed',
      message: 'Message of runbook',
      since: '2026-01-01T10:00:00.000Z',
      evidence: [
        {
          file: 'docs/runbook.md',
          line: 12,
          excerpt: '# TODO',
          message: 'The runbook has no steps.',
          url: 'https://git.example.org/docs/runbook.md#L12',
        },
      ],
    },
    mayDecide: false,
    mayRevoke: false,
    ...more,
  };
}

/** Waivers of which every method can be told what to answer. */
export function mockWaiversApi(): jest.Mocked<WaiversApi> {
  return {
    listWaivers: jest
      .fn()
      .mockResolvedValue({ items: [], longestTermDays: 90 }),
    requestWaiver: jest.fn(),
    approveWaiver: jest.fn(),
    rejectWaiver: jest.fn(),
    revokeWaiver: jest.fn(),
  };
}
