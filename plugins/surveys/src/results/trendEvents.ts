import { Milestone, SurveyPromise } from '@waymark-idp/plugin-surveys-common';

/** Something that a trend is read against. */
export interface TrendEvent {
  id: string;
  /** ISO 8601. */
  at: string;
  text: string;
  link?: string;
}

/** What was done about a question, and what happened besides, the oldest first. */
export function trendEvents(
  promises: readonly SurveyPromise[],
  milestones: readonly Milestone[],
): TrendEvent[] {
  const done = promises
    .filter(({ state }) => state === 'done' || state === 'doing')
    .map(({ id, changedAt, text }) => ({ id, at: changedAt, text }));
  const happened = milestones.map(({ id, happenedAt, title, link }) => ({
    ...{ id, at: happenedAt, text: title, link },
  }));
  return [...done, ...happened].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
}
