import type { Milestone, NewMilestone } from '../milestone';

/** What happened that trends are read against. @public */
export interface MilestonesApi {
  /** Between two times (ISO 8601), the latest first; at most 500. */
  list(options?: {
    from?: string;
    to?: string;
  }): Promise<{ items: Milestone[] }>;

  /** For those who run surveys, and for pipelines that release something. */
  create(milestone: NewMilestone): Promise<Milestone>;

  delete(milestoneId: string): Promise<void>;
}
