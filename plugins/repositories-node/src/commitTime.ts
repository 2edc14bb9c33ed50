import { ScmIntegrationRegistry } from '@backstage/integration';
import { readCommit } from './readCommit';

/**
 * Asks the host when a commit was made: archives that the URL reader unpacks
 * have lost their times. Undefined where the host does not tell, or is of a kind
 * that is not asked.
 */
export async function commitTimeOf(options: {
  integrations: ScmIntegrationRegistry;
  url: string;
  commit: string;
  signal: AbortSignal;
}): Promise<Date | undefined> {
  // The tree is there: what is not known is an error where it is asked for.
  return timeIn(await readCommit(options));
}

/** When a commit was made, as GitHub, Gitea and GitLab write it. */
export function timeIn(answer: unknown): Date | undefined {
  const { commit, committed_date: committedDate } = (answer ?? {}) as {
    commit?: { committer?: { date?: unknown } };
    committed_date?: unknown;
  };
  const time = new Date(String(commit?.committer?.date ?? committedDate));
  return Number.isNaN(time.getTime()) ? undefined : time;
}
