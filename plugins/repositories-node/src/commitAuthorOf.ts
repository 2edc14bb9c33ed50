import { ScmIntegrationRegistry } from '@backstage/integration';
import { readCommit } from './readCommit';

/**
 * Asks the host for the email address of a commit's author, as the commit says
 * it: nobody has checked it. Undefined where the host does not tell, or is
 * neither GitHub, GitLab nor Gitea.
 *
 * @public
 */
export async function commitAuthorOf(options: {
  integrations: ScmIntegrationRegistry;
  /** Address of the repository, or of anything in it. */
  url: string;
  /** Full object id. */
  commit: string;
  signal: AbortSignal;
}): Promise<string | undefined> {
  const { commit, author_email: authorEmail } = ((await readCommit(options)) ??
    {}) as {
    commit?: { author?: { email?: unknown } };
    author_email?: unknown;
  };
  const email = commit?.author?.email ?? authorEmail;
  return typeof email === 'string' && email ? email : undefined;
}
