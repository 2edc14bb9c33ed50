import {
  ListScoresRequest,
  OutcomeChange,
  OutcomeCounts,
  OutcomeState,
  ScoreSummary,
} from '@waymark-idp/plugin-conformity-common';
import { ComponentRow } from './rows';

/** A page, and what to ask for the next one with. */
export interface Page<T> {
  items: T[];
  /** Undefined on the last page. */
  nextCursor?: string;
}

/** A component on which a check is failed or error. */
export interface FailingComponent {
  entityRef: string;
  title?: string;
  state: OutcomeState;
  message: string;
  since: string;
}

/** What to list, once it is known who asks. */
export type ScoreSelection = Omit<ListScoresRequest, 'mine'> & {
  /** Only what one of these owns. */
  owners?: string[];
};

/** Reads what the evaluations have left. */
export interface ScoreStore {
  get(entityRef: string): Promise<ComponentRow | undefined>;
  byRefs(entityRefs: string[]): Promise<ScoreSummary[]>;

  /** @throws InputError when the cursor is none of ours. */
  list(
    request: ScoreSelection & { limit: number },
  ): Promise<Page<ScoreSummary>>;

  /** How many components `list` goes through. */
  count(request: ScoreSelection): Promise<number>;

  /** One check over all components; `failing` in the order of entity refs. */
  check(
    id: string,
    limit: number,
  ): Promise<{ counts: OutcomeCounts; failing: FailingComponent[] }>;

  /** Newest first. */
  history(
    entityRef: string,
    request: { limit: number; cursor?: string },
  ): Promise<Page<OutcomeChange>>;
}
