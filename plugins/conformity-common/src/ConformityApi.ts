import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  CheckReport,
  OutcomeChange,
  Scorecard,
  ScoreSummary,
  StandardsReport,
  SummaryGroup,
  SummaryRow,
} from './scorecard';
import { Level } from './types';

/** @public */
export interface ConformityRequestOptions {
  /** Backstage token to send. Needed in a backend; in the frontend `fetchApi` adds one. */
  token?: string;
  signal?: AbortSignal;
}

/** What to list, in which order. @public */
export interface ListScoresRequest {
  /** Entity ref of the owner. */
  owner?: string;
  /** Also what the groups below `owner` own. */
  below?: boolean;
  /** Entity ref of the system. */
  system?: string;
  /** `spec.type`, in any case. */
  type?: string;
  /** `spec.lifecycle`, in any case. */
  lifecycle?: string;
  level?: Level;
  /** Only components on which this check is failed or error. */
  failingCheck?: string;
  /** Only components on which a check of this standard is failed or error. */
  failingStandard?: string;
  /** Only what the signed-in user owns, alone or through a group. */
  mine?: boolean;
  /** Only components with this in their name or title, in any case. */
  search?: string;
  /** `score` is the lowest first, so that what needs work comes first. Default `entityRef`. */
  sort?: 'entityRef' | 'score' | '-score';
  /** 1 to 200, default 50. */
  limit?: number;
  /** `nextCursor` of the page before, with the same other values. */
  cursor?: string;
}

/** A page of components. @public */
export interface ListScoresResponse {
  /** Can be shorter than `limit`: what the reader may not see is left out. */
  items: ScoreSummary[];
  /** Undefined on the last page. */
  nextCursor?: string;
  /** Components on all pages, on the first of them; undefined where the reader may see only some of the catalog. */
  total?: number;
}

/** @public */
export interface HistoryRequest {
  /** 1 to 200, default 50. */
  limit?: number;
  cursor?: string;
}

/** Newest first. @public */
export interface HistoryResponse {
  items: OutcomeChange[];
  nextCursor?: string;
}

/**
 * The conformity backend, as others call it.
 *
 * Every method throws `ResponseError` of `@backstage/errors` where the backend
 * refuses: 401, 403 (`NotAllowedError`), 404 (unknown, or not visible to the
 * caller), 400 (`InputError`).
 *
 * @public
 */
export interface ConformityApi {
  /** The scorecard of an entity of the catalog. */
  getScorecard(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<Scorecard>;

  /** Asks for an evaluation now; answers before it has happened. */
  evaluate(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<{ entityRef: string; wantedAt: string }>;

  /**
   * Scores by entity ref. Entities that are not evaluated, or that the caller
   * may not see, are left out.
   *
   * @param entityRefs - Any number; sent in requests of 1,000.
   */
  getScores(
    entityRefs: string[],
    options?: ConformityRequestOptions,
  ): Promise<ScoreSummary[]>;

  /** All components, by page. */
  listScores(
    request?: ListScoresRequest,
    options?: ConformityRequestOptions,
  ): Promise<ListScoresResponse>;

  /** All components, rolled up. */
  getSummary(
    by: SummaryGroup,
    options?: ConformityRequestOptions,
  ): Promise<SummaryRow[]>;

  /** The standards in force, and what is wrong in their files. */
  getStandards(options?: ConformityRequestOptions): Promise<StandardsReport>;

  /** One check over all components. */
  getCheck(
    id: string,
    options?: ConformityRequestOptions,
  ): Promise<CheckReport>;

  /** When which check of a component changed its outcome. */
  getHistory(
    entityRef: string | CompoundEntityRef,
    request?: HistoryRequest,
    options?: ConformityRequestOptions,
  ): Promise<HistoryResponse>;
}
