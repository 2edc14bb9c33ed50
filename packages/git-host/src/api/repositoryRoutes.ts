import {
  mayRead,
  readableRepository,
  requireAccount,
  requireDeleter,
} from '../access';
import { defaultBranch, isValidRefName, listBranches } from '../git/refs';
import { HttpError } from '../http/HttpError';
import { readJsonBody } from '../http/readJsonBody';
import type { RequestContext } from '../http/RequestContext';
import { queryNumber, sendJson } from '../http/respond';
import type { Router } from '../http/Router';
import type { Repository } from '../storage/Repository';
import { toApiRepository } from './shapes';

export function addRepositoryRoutes(router: Router): void {
  router.add('GET', '/api/v1/orgs/:owner/repos', listRepositories);
  router.add('POST', '/api/v1/orgs/:owner/repos', createRepository);
  router.add('GET', '/api/v1/repos/:owner/:repository', async context => {
    const repository = await readableRepository(context);
    sendJson(
      context.response,
      200,
      await describeRepository(context, repository),
    );
  });
  router.add('DELETE', '/api/v1/repos/:owner/:repository', deleteRepository);
}

/** A repository as Gitea's API tells it. */
export async function describeRepository(
  context: RequestContext,
  repository: Repository,
) {
  const { git, baseUrl } = context.services;
  const [branch, branches] = await Promise.all([
    defaultBranch(git, repository.gitDir),
    listBranches(git, repository.gitDir),
  ]);
  return toApiRepository(baseUrl, repository, {
    defaultBranch: branch,
    empty: branches.length === 0,
  });
}

async function listRepositories(context: RequestContext): Promise<void> {
  const { repositories } = context.services;
  const owner = await repositories.requireOwner(context.params.owner);
  const all = (await repositories.list(owner)).filter(repository =>
    mayRead(context.account, repository),
  );
  const limit = queryNumber(context.query, 'limit', 30, 50);
  const skip = (queryNumber(context.query, 'page', 1, 1_000_000) - 1) * limit;
  const page = all.slice(skip, skip + limit);
  context.response.setHeader('X-Total-Count', String(all.length));
  sendJson(
    context.response,
    200,
    await Promise.all(
      page.map(repository => describeRepository(context, repository)),
    ),
  );
}

async function createRepository(context: RequestContext): Promise<void> {
  const account = requireAccount(context);
  const body = await readJsonBody(context.request);
  const { description = '', default_branch: branch = 'main' } = body;
  if (typeof description !== 'string' || description.length > 2_048) {
    throw new HttpError(422, 'description must be a text of 2,048 characters');
  }
  if (typeof branch !== 'string' || !isValidRefName(branch)) {
    throw new HttpError(422, 'default_branch is not a possible branch name');
  }
  if (body.auto_init) {
    throw new HttpError(
      422,
      'auto_init is not supported: create the repository and push to it',
    );
  }
  const repository = await context.services.repositories.createRepository({
    owner: context.params.owner,
    name: body.name,
    description,
    private: body.private === true,
    creator: account.username,
    defaultBranch: branch,
  });
  context.services.log(
    `repository ${repository.owner}/${repository.name} created by ${account.username}`,
  );
  sendJson(
    context.response,
    201,
    await describeRepository(context, repository),
  );
}

async function deleteRepository(context: RequestContext): Promise<void> {
  const { repositories, locks, log } = context.services;
  requireAccount(context);
  const { gitDir } = await readableRepository(context);
  await locks.withLock(gitDir, async () => {
    // Read again: while waiting, it may have been replaced by somebody else's.
    const repository = await readableRepository(context);
    const account = requireDeleter(context, repository);
    await repositories.deleteRepository(repository);
    log(
      `repository ${repository.owner}/${repository.name} deleted by ${account.username}`,
    );
  });
  context.response.writeHead(204);
  context.response.end();
}
