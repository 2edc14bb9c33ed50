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
  /** Entity ref of the user who asked. */
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
