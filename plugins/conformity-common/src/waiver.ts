import { LinkedEvidence, ScorecardOutcome } from './scorecard';
import { Standard } from './types';

/** How far a waiver is. `expired` follows from the date. @public */
export type WaiverState =
  | 'requested'
  | 'approved'
  | 'rejected'
  | 'revoked'
  | 'expired';

/**
 * A time-limited exemption of one component from one check.
 *
 * @public
 */
export interface Waiver {
  id: string;
  entityRef: string;
  check: string;
  /** Why, in the words of who asked. */
  reason: string;
  state: WaiverState;
  /** ISO date-time after which the check is asked again. */
  expiresAt: string;
  /**
   * Entity ref of the user who asked. Where the repository asked, its owner, or
   * the component itself where nobody owns it.
   */
  requestedBy: string;
  /** ISO date-time. */
  requestedAt: string;
  /** Whether it was asked for in the portal or in the repository's `.waymark/waivers.yaml`. */
  source: 'portal' | 'repository';
  /** Entity ref of the user who approved, rejected or revoked it. */
  decidedBy?: string;
  /** ISO date-time. */
  decidedAt?: string;
  /** What the one who decided said about it. */
  decision?: string;
}

/** A waiver with what it takes to decide about it. @public */
export interface WaiverReport extends Waiver {
  /** What the component is called, where it has a title. */
  componentTitle?: string;
  /** Entity ref of the component's owner, where the catalog knows one. */
  owner?: string;
  /** Undefined when the check is no longer in force. */
  checkTitle?: string;
  /** Entity ref of who owns the check: its own owner, or that of its standard. */
  checkOwner?: string;
  /** Undefined when the check is no longer in force. */
  standard?: Pick<Standard, 'name' | 'title' | 'owner'>;
  /** What the check last said about the component, with its evidence. */
  outcome?: ScorecardOutcome;
  /** Whether the reader may approve or reject it now. */
  mayDecide: boolean;
  /** Whether the reader may take it back now. */
  mayRevoke: boolean;
}

/** What is asked for. @public */
export interface WaiverRequest {
  /** Entity ref of the component. */
  entityRef: string;
  check: string;
  /** 1 to 2,000 characters. */
  reason: string;
  /** ISO date-time: in the future, and no further than the longest term. */
  expiresAt: string;
}

/** Which waivers to list; newest first. @public */
export interface ListWaiversRequest {
  state?: WaiverState;
  /** Entity ref of the component. */
  entityRef?: string;
  check?: string;
  /** Only those that wait for a decision which the reader may take. */
  decidable?: boolean;
  /** 1 to 200, default 50. */
  limit?: number;
  cursor?: string;
}

/** A page of waivers. @public */
export interface ListWaiversResponse {
  /** Can be shorter than `limit`: what the reader may not see is left out. */
  items: WaiverReport[];
  /** Undefined on the last page. */
  nextCursor?: string;
  /** What is wrong in the component's `.waymark/waivers.yaml`; only where one component is asked for. */
  problems?: LinkedEvidence[];
  /** The longest term of a waiver, in days. */
  longestTermDays: number;
}
