import { FilterPredicate } from '@backstage/filter-predicates';
import { CheckLevel } from './types';

/** How far a campaign is. It ends by hand or after its deadline. @public */
export type CampaignState = 'draft' | 'running' | 'ended';

/** What of a campaign people decide. @public */
export interface CampaignInput {
  /** 1 to 120 characters. */
  title: string;
  /** What it is for, in Markdown; up to 4,000 characters. */
  description: string;
  /** Ids of the checks that are to pass, at least one. */
  checks: string[];
  /** Filter predicate on catalog entities: which components it is about. `{}` is all. */
  selection: FilterPredicate;
  /** ISO date-time until which it is to be done. */
  deadline: string;
  /** Entity ref of the group that runs it. */
  owner: string;
}

/** How many components of a campaign are done. @public */
export interface CampaignProgress {
  /** Components on which every check passes that asks something of them. */
  done: number;
  /** Components that are done or still to do. */
  total: number;
  /** Components of which the checks ask nothing, or only what is waived: they count as neither. */
  exempt: number;
}

/** Some checks, some components, a deadline, and the progress between. @public */
export interface Campaign extends CampaignInput {
  id: string;
  state: CampaignState;
  /** Entity ref of the user who drafted it. */
  createdBy: string;
  /** ISO date-time. */
  createdAt: string;
  /** ISO date-time; undefined in a draft. */
  startedAt?: string;
  /** ISO date-time; undefined until it has ended. */
  endedAt?: string;
  /** Entity ref of the user who ended it; undefined when the deadline did. */
  endedBy?: string;
  /** As it is now; of an ended campaign as it was in the end. */
  progress: CampaignProgress;
}

/** Progress at the end of a day, or so far today. @public */
export interface CampaignDay {
  /** ISO date, UTC. */
  day: string;
  done: number;
  total: number;
}

/** Progress of what one owner has to do. @public */
export interface CampaignTeam {
  /** Entity ref; undefined for components without an owner. */
  owner?: string;
  done: number;
  total: number;
}

/** A campaign with all that its page shows but the components. @public */
export interface CampaignReport extends Campaign {
  /** One per day since the start, oldest first. */
  days: CampaignDay[];
  /** Most to do first. */
  teams: CampaignTeam[];
  /** Those of its checks that are in no standard in force: they count nowhere. */
  unknownChecks: string[];
}

/** How far one component of a campaign is. @public */
export type CampaignComponentState = 'open' | 'done' | 'exempt';

/** One component of a campaign. @public */
export interface CampaignComponent {
  entityRef: string;
  title?: string;
  /** Entity ref of the owner, where the catalog knows one. */
  owner?: string;
  state: CampaignComponentState;
  /** Ids of the checks that do not pass yet. */
  openChecks: string[];
  /** Undefined when the component was never evaluated. */
  evaluatedAt?: string;
}

/** @public */
export interface ListCampaignsRequest {
  state?: CampaignState;
  /** 1 to 200, default 50. */
  limit?: number;
  cursor?: string;
}

/** A page of campaigns, newest first. @public */
export interface ListCampaignsResponse {
  items: Campaign[];
  /** Undefined on the last page. */
  nextCursor?: string;
}

/** @public */
export interface ListCampaignComponentsRequest {
  state?: CampaignComponentState;
  /** Entity ref of the owner. */
  owner?: string;
  /** 1 to 200, default 50. */
  limit?: number;
  cursor?: string;
}

/** A page of components, by entity ref. @public */
export interface ListCampaignComponentsResponse {
  /** Can be shorter than `limit`: what the reader may not see is left out. */
  items: CampaignComponent[];
  /** Undefined on the last page. */
  nextCursor?: string;
}

/** What the checks of a campaign are raised to. @public */
export interface PromotionRequest {
  /** The level that the checks are to belong to. Default: one lower than theirs, so that it is asked sooner. */
  level?: CheckLevel;
  /** ISO date from which they count. Default: no date, at once. */
  enforcedFrom?: string;
}

/** How a file of a standard is to change. @public */
export interface PromotedFile {
  /** As the standards' source names it: `standards/security.yaml`. */
  path: string;
  /** Ids of the checks that change in it. */
  checks: string[];
  /** The whole file after the change. */
  content: string;
  /** Unified diff. */
  diff: string;
}

/**
 * What to change in the standards so that the checks of a campaign are asked of
 * everybody. Changes nothing by itself.
 *
 * @public
 */
export interface Promotion {
  files: PromotedFile[];
  /** Checks that stay as they are, and why. */
  unchanged: { check: string; reason: string }[];
}
