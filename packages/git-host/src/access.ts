import type { Account } from './accounts';
import { credentialsNeeded, HttpError, notFound } from './http/HttpError';
import type { RequestContext } from './http/RequestContext';
import type { Repository } from './storage/Repository';

/*
 * Who may do what, all of it:
 * - anyone reads a public repository, any account a private one;
 * - any account pushes, and creates repositories in existing organisations;
 * - the creator of a repository and admins delete it;
 * - admins create organisations.
 */

/** @throws HttpError 401 */
export function requireAccount(context: RequestContext): Account {
  if (!context.account) {
    throw credentialsNeeded('This needs the credentials of an account');
  }
  return context.account;
}

/** @throws HttpError 401 or 403 */
export function requireAdmin(context: RequestContext): Account {
  const account = requireAccount(context);
  if (!account.admin) {
    throw new HttpError(403, `${account.username} is not an administrator`);
  }
  return account;
}

/** @throws HttpError 401 or 403 */
export function requireDeleter(
  context: RequestContext,
  repository: Repository,
): Account {
  const account = requireAccount(context);
  if (!account.admin && account.username !== repository.creator) {
    throw new HttpError(
      403,
      `Only ${repository.creator}, who created it, and administrators delete ${repository.owner}/${repository.name}`,
    );
  }
  return account;
}

export function mayRead(
  account: Account | undefined,
  repository: Repository,
): boolean {
  return !repository.private || account !== undefined;
}

/**
 * The repository that the route names, with or without `.git`.
 *
 * @throws HttpError 401 or 404
 */
export async function readableRepository(
  context: RequestContext,
): Promise<Repository> {
  const { owner, repository: segment } = context.params;
  const name = segment.replace(/\.git$/, '');
  const repository = await context.services.repositories.find(owner, name);
  if (!repository) {
    throw notFound(`Repository ${owner}/${name}`);
  }
  if (!mayRead(context.account, repository)) {
    throw credentialsNeeded(
      `Repository ${owner}/${name} is readable with an account only`,
    );
  }
  return repository;
}
