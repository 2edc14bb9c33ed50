import { Proposal } from '../types';

/** What we read of a merge request; names and meanings are GitLab's. */
export interface MergeRequest {
  iid: number;
  web_url: string;
  title: string;
  description: string | null;
  state: 'opened' | 'closed' | 'locked' | 'merged';
  source_branch: string;
  target_branch: string;
  source_project_id: number;
  target_project_id: number;
  sha: string | null;
  has_conflicts?: boolean;
  detailed_merge_status?: string;
}

const STATES = {
  opened: 'open',
  locked: 'open',
  closed: 'closed',
  merged: 'merged',
} as const;

/** A merge request in the words of the portal. */
export function toProposal(host: string, found: MergeRequest): Proposal {
  return {
    url: found.web_url,
    host,
    number: found.iid,
    state: STATES[found.state],
    title: found.title,
    description: found.description ?? '',
    branch: found.source_branch,
    base: found.target_branch,
    commit: found.sha ?? '',
    mergeable: mergeableOf(found),
  };
}

function mergeableOf(found: MergeRequest): boolean | undefined {
  const status = found.detailed_merge_status;
  if (status === undefined || ['unchecked', 'checking'].includes(status)) {
    return found.has_conflicts === true ? false : undefined;
  }
  return status === 'mergeable';
}
