import { OutcomeCounts } from './scorecard';
import { Check, Level, Outcome, Standard } from './types';

/** A check together with its outcome at one moment. @public */
export interface PreviewCheck extends Check {
  outcome: Omit<Outcome, 'check'>;
}

/** A standard together with the outcomes of its checks at one moment. @public */
export interface PreviewStandard extends Omit<Standard, 'checks'> {
  checks: PreviewCheck[];
}

/**
 * One evaluation that nobody stores: of a working copy, of a proposal, of an
 * archive. What `waymark check --format json` writes and `POST /previews`
 * answers; a scorecard without what only time can tell.
 *
 * @public
 */
export interface Preview {
  entityRef: string;
  title?: string;
  /** The commit that was evaluated, where one is known. */
  commit?: string;
  /** Whether files differ from that commit. */
  modified?: boolean;
  /** 0 to 100, one decimal; undefined when nothing is applicable. */
  score?: number;
  /** Undefined when nothing is applicable. */
  level?: Level;
  /** ISO date-time. */
  evaluatedAt: string;
  /** Digest of the standards that were asked. */
  standardsDigest: string;
  counts: OutcomeCounts;
  standards: PreviewStandard[];
  /** Checks that fail here and did not in the run compared with; only where there is one. */
  newFailures?: string[];
  /**
   * Of a component that the catalog does not have yet: the checks that ask for
   * what a portal learns of it afterwards, such as facts, what other components
   * declare, or its history. They can get another outcome, and others not.
   */
  later?: string[];
}
