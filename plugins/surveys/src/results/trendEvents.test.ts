import { Milestone, SurveyPromise } from '@waymark-idp/plugin-surveys-common';
import { trendEvents } from './trendEvents';

it('puts what was done and what happened in the order of time', () => {
  const promise = (id: string, state: string, changedAt: string) =>
    ({ id, state, changedAt, text: `promise ${id}` } as SurveyPromise);
  const milestones: Milestone[] = [
    {
      ...{ id: 'm', kind: 'release', title: 'Portal 2.0' },
      ...{ happenedAt: '2026-02-01T00:00:00Z', link: 'https://example.org' },
    },
  ];
  const promises = [
    promise('late', 'done', '2026-03-01T00:00:00Z'),
    promise('planned', 'planned', '2026-02-02T00:00:00Z'),
    promise('early', 'doing', '2026-01-01T00:00:00+02:00'),
  ];
  expect(trendEvents(promises, milestones)).toEqual([
    { id: 'early', at: '2026-01-01T00:00:00+02:00', text: 'promise early' },
    {
      ...{ id: 'm', at: '2026-02-01T00:00:00Z', text: 'Portal 2.0' },
      link: 'https://example.org',
    },
    { id: 'late', at: '2026-03-01T00:00:00Z', text: 'promise late' },
  ]);
});
