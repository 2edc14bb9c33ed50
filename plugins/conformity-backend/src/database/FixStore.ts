import { FixProposal } from '@waymark-idp/plugin-conformity-common';

/** A proposal that was just opened, or brought up to date. */
export type OpenedFix = Pick<
  FixProposal,
  'entityRef' | 'checks' | 'url' | 'number' | 'title' | 'openedBy'
>;

/** Keeps the proposals that fix checks. */
export interface FixStore {
  /** One that is known by its address is brought up to date. */
  write(fix: OpenedFix): Promise<FixProposal>;

  /** Newest first, at most 100. */
  list(entityRef: string): Promise<FixProposal[]>;

  /** The addresses of all that are open, oldest first, at most 1,000. */
  listOpen(): Promise<string[]>;

  /**
   * Those of the components that are open, or were merged within the last day,
   * oldest first, at most 1,000.
   */
  listRecent(entityRefs: string[]): Promise<FixProposal[]>;

  /** Answers the proposal where its state was another. */
  setState(
    url: string,
    state: FixProposal['state'],
  ): Promise<FixProposal | undefined>;
}
