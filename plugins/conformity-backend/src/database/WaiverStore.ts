import {
  Evidence,
  ListWaiversRequest,
  WaiverState,
} from '@waymark-idp/plugin-conformity-common';
import { Page } from './ScoreStore';
import { StoredOutcome } from './rows';

/** A row of `waiver`, with what is known about its component. */
export interface WaiverRow {
  id: string;
  entity_ref: string;
  check_id: string;
  reason: string;
  /** As of now: what is past its time is `expired`. */
  state: WaiverState;
  expires_at: Date;
  requested_by: string;
  requested_at: Date;
  source: 'portal' | 'repository';
  decided_by: string | null;
  decided_at: Date | null;
  decision: string | null;
  component_title: string | null;
  owner: string | null;
  source_url: string | null;
  commit: string | null;
  outcome: StoredOutcome | null;
}

/** What is asked for in the portal. */
export interface NewWaiver {
  entityRef: string;
  check: string;
  reason: string;
  expiresAt: Date;
  requestedBy: string;
}

/** What the repository of one component asks for. */
export interface AskedInRepository {
  entityRef: string;
  /** The attempt that read it; ignored when it is no longer the last one. */
  attempt: number;
  requestedBy: string;
  /** What is not among the requests is not asked for. */
  complete: boolean;
  requests: {
    check: string;
    reason: string;
    /** ISO date-time. */
    expiresAt: string;
    /** Whether it may be taken in; what may not still keeps what was taken in before. */
    valid: boolean;
  }[];
  problems: Evidence[];
}

/** A decision about a waiver. */
export interface WaiverDecision {
  from: WaiverState[];
  to: WaiverState;
  /** Entity ref of the user. */
  by: string;
  decision?: string;
}

/** Waivers, and what happens to them. */
export interface WaiverStore {
  get(id: string): Promise<WaiverRow | undefined>;

  /**
   * Newest first.
   *
   * @param checks - Only waivers of these checks.
   * @param notRequestedBy - Only waivers that none of these asked for.
   * @throws InputError when the cursor is none of ours.
   */
  list(
    request: Omit<ListWaiversRequest, 'decidable'> & {
      limit: number;
      checks?: string[];
      notRequestedBy?: string[];
    },
  ): Promise<Page<WaiverRow>>;

  /** Undefined when one is open for the component and check. */
  request(waiver: NewWaiver): Promise<string | undefined>;

  /** Undefined when it is in another state by now, or past its time. */
  decide(id: string, decision: WaiverDecision): Promise<string | undefined>;

  /** Takes in what repositories ask for; doing it again changes nothing. */
  takeIn(
    asked: AskedInRepository[],
  ): Promise<{ added: string[]; withdrawn: string[] }>;

  fileProblems(entityRef: string): Promise<Evidence[]>;

  /** Ends what is past its time; answers the ids of what had been approved. */
  expire(): Promise<string[]>;

  /** Decisions, of which the components have not been asked to be evaluated. */
  pendingEffects(): Promise<{ ids: string[]; entityRefs: string[] }>;

  effectsWanted(ids: string[]): Promise<void>;

  /** Approved waivers that end within one of so many days, and were not told of yet. */
  dueReminders(days: number[]): Promise<(WaiverRow & { days: number })[]>;

  reminded(reminders: { id: string; days: number }[]): Promise<void>;

  /** Approved and not expired. */
  inForce(entityRefs: string[], now: Date): Promise<WaiverRow[]>;
}
