import { Check, Level } from './types';
import { OutcomeCounts, SummaryGroup } from './scorecard';

/** What a trend can be of. @public */
export type TrendGroup = SummaryGroup | 'all';

/** Which series to show. @public */
export interface TrendRequest {
  /** Default `all`. */
  by?: TrendGroup;
  /** The key of the group, as in a summary; left out with `all`. */
  key?: string;
  /** How many days back, 1 to 730; default 90. */
  days?: number;
}

/** A group on one day, in UTC. @public */
export interface TrendPoint {
  /** ISO date. */
  day: string;
  /** Evaluated components. */
  components: number;
  /** Mean of the scores; of checks and standards the share passed; 0 to 100, one decimal. Undefined when there is none. */
  score?: number;
  counts: OutcomeCounts;
  levels: Record<Level, number>;
}

/** A day from which the scores are not what they were. @public */
export interface TrendChange {
  /** ISO date of the first day of the new regime. */
  day: string;
  /** Mean score of the days before, back to the change before. */
  before: number;
  /** Mean score from then on, up to the next change. */
  after: number;
  pValue: number;
}

/**
 * Days without a roll-up, as when the portal was off, have no point.
 *
 * @public
 */
export interface Trend {
  by: TrendGroup;
  key: string;
  points: TrendPoint[];
  changes: TrendChange[];
  /** Days with a score that are still missing before changes can be told from chance. */
  tooFew?: { has: number; needs: number };
}

/** How an owner does against a standard. @public */
export interface HeatmapCell {
  standard: string;
  /** Components that the standard asks something of. */
  components: number;
  passed: number;
  /** Passed, failed and error. */
  answered: number;
}

/** An owner with what it and the groups below it own. @public */
export interface HeatmapRow {
  /** Entity ref; `none` for components without an owner. */
  owner: string;
  /** Only standards that ask something of its components. */
  cells: HeatmapCell[];
}

/** Owner by standard. @public */
export interface Heatmap {
  items: HeatmapRow[];
  /** Undefined on the last page. */
  nextCursor?: string;
}

/** @public */
export interface HeatmapRequest {
  /** Owners, 1 to 200, default 50. */
  limit?: number;
  cursor?: string;
}

/** A check that components of a group do not pass, and what fixing it would bring. @public */
export interface NextStep {
  check: Pick<
    Check,
    'id' | 'title' | 'level' | 'weight' | 'why' | 'fix' | 'fixable'
  >;
  standard: { name: string; title: string };
  /** The weight gained when it passes everywhere: its weight times `total`. */
  gain: number;
  /** Components on which it is failed or error. */
  total: number;
  /** Some of them, at most 50, the lowest scores first. */
  components: { entityRef: string; title?: string }[];
}

/** What a group should do next: what can be fixed at a click first, then by gain. @public */
export interface NextSteps {
  owner: string;
  items: NextStep[];
}
