import {
  CheckLevel,
  ConformityApi,
  FleetApi,
  OutcomeState,
  Scorecard,
  ScorecardCheck,
  ScoreSummary,
} from '@waymark-idp/plugin-conformity-common';
import { SignalApi } from '@backstage/plugin-signals-react';

export const noCounts = {
  passed: 0,
  failed: 0,
  error: 0,
  waived: 0,
  'not-applicable': 0,
};

export function check(
  id: string,
  level: CheckLevel,
  state: OutcomeState,
  options: {
    weight?: number;
    evidence?: ScorecardCheck['outcome']['evidence'];
  } = {},
): ScorecardCheck {
  return {
    id,
    title: `Title of ${id}`,
    level,
    weight: options.weight ?? 1,
    why: `Why **${id}** is asked`,
    fix: `How to fix ${id}`,
    maps: [`openssf-scorecard:${id}`],
    outcome: {
      state,
      message: `Message of ${id}`,
      evidence: options.evidence ?? [],
      since: '2026-01-01T10:00:00.000Z',
    },
  };
}

/** Bronze, two checks from silver, with every state of an outcome. */
export function evaluatedScorecard(
  entityRef = 'component:default/orders',
): Scorecard {
  return {
    entityRef,
    status: 'evaluated',
    score: 73.5,
    level: 'bronze',
    commit: '0123456789abcdef0123456789abcdef01234567',
    commitUrl: 'https://git.example.org/sample/orders/src/commit/0123456',
    evaluatedAt: '2026-01-02T10:00:00.000Z',
    wantedAt: '2026-01-02T09:59:00.000Z',
    counts: { passed: 1, failed: 2, error: 1, waived: 1, 'not-applicable': 1 },
    standards: [
      {
        name: 'delivery',
        title: 'Delivery',
        description: 'How changes arrive.',
        owner: 'group:default/platform',
        checks: [check('ci', 'bronze', 'passed')],
      },
      {
        name: 'reliability',
        title: 'Reliability',
        description: 'What keeps it up.',
        owner: 'group:default/platform',
        checks: [
          check('slo', 'gold', 'failed', { weight: 9 }),
          check('grpc', 'silver', 'not-applicable'),
          check('probes', 'silver', 'waived'),
          check('limits', 'silver', 'error', { weight: 2 }),
          check('runbook', 'silver', 'failed', {
            weight: 3,
            evidence: [
              {
                file: 'docs/runbook.md',
                line: 12,
                excerpt: '# TODO',
                message: 'The runbook has no steps.',
                url: 'https://git.example.org/sample/orders/src/commit/0123456/docs/runbook.md#L12',
              },
              { message: 'The catalog names no on-call.' },
            ],
          }),
        ],
      },
    ],
  };
}

export function pendingScorecard(
  entityRef = 'component:default/orders',
): Scorecard {
  return {
    entityRef,
    status: 'pending',
    wantedAt: '2026-01-02T09:59:00.000Z',
    counts: noCounts,
    standards: [],
  };
}

export function scoreSummary(
  entityRef: string,
  rest: Partial<ScoreSummary> = {},
): ScoreSummary {
  return {
    entityRef,
    owner: 'group:default/checkout',
    status: 'evaluated',
    score: 90,
    level: 'silver',
    evaluatedAt: '2026-01-02T10:00:00.000Z',
    counts: { ...noCounts, passed: 9, failed: 1 },
    ...rest,
  };
}

/** A backend of which every method can be told what to answer. */
export function mockConformityApi(): jest.Mocked<ConformityApi> {
  return {
    getScorecard: jest.fn(),
    evaluate: jest.fn(),
    getScores: jest.fn(),
    listScores: jest.fn(),
    getSummary: jest.fn().mockResolvedValue([]),
    getStandards: jest.fn(),
    getCheck: jest.fn(),
    getHistory: jest.fn(),
  };
}

/** The fleet as a whole; a test says what it answers. */
export function mockFleetApi(): jest.Mocked<FleetApi> {
  return {
    getTrend: jest.fn(),
    getHeatmap: jest.fn(),
    getNextSteps: jest.fn(),
  };
}

/** Signals that a test can send. */
export function mockSignals() {
  const listeners = new Set<(message: any) => void>();
  const api: SignalApi = {
    subscribe: (channel, onMessage) => {
      expect(channel).toBe('conformity:scorecard');
      listeners.add(onMessage);
      return { unsubscribe: () => listeners.delete(onMessage) };
    },
  };
  return {
    api,
    listeners,
    send: (entityRef: string) =>
      listeners.forEach(listener => listener({ entityRefs: [entityRef] })),
  };
}
