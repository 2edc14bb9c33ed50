/** A request to merge one branch of a repository into another. */
export interface PullRequest {
  /** From 1, without gaps, in each repository. */
  number: number;
  title: string;
  /** Shown as it is written. */
  body: string;
  state: 'open' | 'closed';
  merged: boolean;
  /** Branch that has the changes. */
  head: string;
  /** Branch that is to get them. */
  base: string;
  /** Commit of the head when it was last seen; what was merged. */
  headSha: string;
  /** Where head left base, recorded when it is merged or closed. */
  mergeBase?: string;
  mergeCommit?: string;
  /** Username. */
  author: string;
  /** Username of whoever merged it. */
  mergedBy?: string;
  /** ISO 8601, as the other times. */
  createdAt: string;
  updatedAt: string;
  closedAt?: string;
  /**
   * Set while a merge moves the base branch: what a crash in between leaves,
   * and what tells afterwards whether the merge happened.
   */
  merging?: { commit: string; by: string; at: string; mergeBase: string };
}

export type MergeStyle = 'merge' | 'squash' | 'rebase';
export const MERGE_STYLES: MergeStyle[] = ['merge', 'squash', 'rebase'];

/** The reference that keeps the commits of a pull request, as Gitea names it. */
export function pullRef(number: number): string {
  return `refs/pull/${number}/head`;
}
