import {
  CampaignComponent,
  CampaignComponentState,
  CampaignDay,
  CampaignInput,
  CampaignProgress,
  CampaignState,
  CampaignTeam,
} from '@waymark-idp/plugin-conformity-common';
import { Page } from './ScoreStore';

/** A row of `campaign`, with its progress. */
export interface CampaignRow {
  id: string;
  title: string;
  description: string;
  checks: string[];
  selection: CampaignInput['selection'];
  deadline: Date;
  owner: string;
  state: CampaignState;
  created_by: string;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  ended_by: string | null;
  progress: CampaignProgress;
}

/** What one owner still has to do in one campaign. */
export interface OpenWork {
  campaignId: string;
  /** Entity ref. */
  owner: string;
  components: number;
}

/**
 * Campaigns, their components, and their progress. Progress is over the checks
 * that are `inForce`: what no standard asks any more counts nowhere.
 */
export interface CampaignStore {
  get(id: string, inForce: string[]): Promise<CampaignRow | undefined>;

  /**
   * Newest first.
   *
   * @throws InputError when the cursor is none of ours.
   */
  list(
    request: { state?: CampaignState; limit: number; cursor?: string },
    inForce: string[],
  ): Promise<Page<CampaignRow>>;

  create(campaign: CampaignInput, createdBy: string): Promise<string>;

  /** Undefined when it is not in this state any more. */
  update(
    id: string,
    campaign: CampaignInput,
    state: CampaignState,
  ): Promise<string | undefined>;

  /** Undefined when it is no draft any more. */
  start(id: string): Promise<string | undefined>;

  /** Undefined when it is not running any more. */
  end(
    id: string,
    endedBy: string,
    inForce: string[],
  ): Promise<string | undefined>;

  /** Ends those whose deadline has passed; answers their ids. */
  endOverdue(inForce: string[]): Promise<string[]>;

  /** Replaces the components that the selection found. */
  setComponents(id: string, entityRefs: string[]): Promise<void>;

  /** Notes the progress of the day for all that run. */
  recordDay(inForce: string[]): Promise<void>;

  running(): Promise<CampaignRow[]>;

  days(id: string): Promise<CampaignDay[]>;

  teams(id: string, inForce: string[]): Promise<CampaignTeam[]>;

  components(
    id: string,
    request: {
      state?: CampaignComponentState;
      owner?: string;
      limit: number;
      cursor?: string;
    },
    inForce: string[],
  ): Promise<Page<CampaignComponent>>;

  /** What owners have to do in these campaigns. */
  openWork(ids: string[], inForce: string[]): Promise<OpenWork[]>;

  /** Running campaigns that end within one of so many days, and of which was not told yet. */
  dueReminders(days: number[]): Promise<{ id: string; days: number }[]>;

  reminded(reminders: { id: string; days: number }[]): Promise<void>;
}
