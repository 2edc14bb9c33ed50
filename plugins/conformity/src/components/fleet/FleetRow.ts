import { Level, ScoreSummary } from '@waymark-idp/plugin-conformity-common';

/** One component in a list of scores. */
export interface FleetRow {
  /** The entity ref. */
  id: string;
  title: string;
  /** Entity ref of the owner. */
  owner?: string;
  /** `none` where the component was never wanted evaluated. */
  status: ScoreSummary['status'] | 'none';
  score?: number;
  level?: Level;
  evaluatedAt?: string;
  /** Why the score is older than it should be, or there is none. */
  staleReason?: string;
  /** Checks that failed or could not be answered. */
  needsWork?: number;
}

/** The row of a component whose score is known. */
export function rowOfSummary(summary: ScoreSummary, title: string): FleetRow {
  const { entityRef, owner, status, score, level, evaluatedAt, stale, counts } =
    summary;
  return {
    id: entityRef,
    title,
    owner,
    status,
    score,
    level,
    evaluatedAt,
    staleReason: stale?.reason,
    needsWork:
      status === 'evaluated' ? counts.failed + counts.error : undefined,
  };
}

/** How a list of scores is sorted, as the backend names it. */
export type FleetSort = 'score' | '-score' | 'entityRef';

/** Sorts as the backend does; components without a score come last. */
export function sortRows(rows: FleetRow[], sort: FleetSort): FleetRow[] {
  const byName = (a: FleetRow, b: FleetRow) => a.title.localeCompare(b.title);
  if (sort === 'entityRef') {
    return [...rows].sort(byName);
  }
  const sign = sort === 'score' ? 1 : -1;
  return [...rows].sort((a, b) => {
    if (a.score === undefined || b.score === undefined) {
      return (
        Number(a.score === undefined) - Number(b.score === undefined) ||
        byName(a, b)
      );
    }
    return sign * (a.score - b.score) || byName(a, b);
  });
}
