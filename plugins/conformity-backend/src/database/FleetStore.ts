import {
  Heatmap,
  SummaryGroup,
  SummaryRow,
  TrendPoint,
} from '@waymark-idp/plugin-conformity-common';
import { RollupGroup } from './groupSql';

/** Which checks there are, and where they belong. */
export interface CheckPlace {
  check: string;
  standard: string;
  weight: number;
}

/** A check that components of a group do not pass. */
export interface FailingCheck {
  check: string;
  /** Components on which it is failed or error. */
  total: number;
  /** Some of them, the lowest scores first. */
  components: { entityRef: string; title?: string }[];
}

/**
 * Reads the fleet as a whole.
 *
 * `scope` names the components that the caller may see; without it, all count.
 */
export interface FleetStore {
  /** In the order of keys. Owners count what is owned below them, too. */
  summary(
    by: SummaryGroup,
    places: CheckPlace[],
    scope?: string[],
  ): Promise<SummaryRow[]>;

  /** Owner by standard; a page of owners in the order of refs. */
  heatmap(
    request: { limit: number; cursor?: string },
    scope?: string[],
  ): Promise<Heatmap>;

  /** The checks that components of a group, and of the groups below it, do not pass. */
  failingBelow(
    group: string,
    limits: { components: number },
    scope?: string[],
  ): Promise<FailingCheck[]>;

  /** A day of every group; replaces what was there of that day. */
  rollUp(day: string, places: CheckPlace[]): Promise<void>;

  /** The days of one group, in order. */
  series(by: RollupGroup, key: string, days: number): Promise<TrendPoint[]>;
}
