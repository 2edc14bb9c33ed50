import { readableRepository } from '../access';
import { readCommit } from '../git/commits';
import { listBranches, resolveCommit } from '../git/refs';
import { notFound } from '../http/HttpError';
import type { RequestContext } from '../http/RequestContext';
import { answeredNotModified, queryNumber, sendJson } from '../http/respond';
import type { Router } from '../http/Router';
import { sendArchive } from './sendArchive';
import { toApiCommit, toApiCommitSummary } from './shapes';

const BASE = '/api/v1/repos/:owner/:repository';

/** Commits, branches and archives. */
export function addGitDataRoutes(router: Router): void {
  router.add('GET', `${BASE}/git/commits/:ref`, async context => {
    const { git, baseUrl } = context.services;
    const repository = await readableRepository(context);
    const sha = await resolveCommit(git, repository.gitDir, context.params.ref);
    if (answeredNotModified(context, sha)) {
      return;
    }
    const commit = await readCommit(git, repository.gitDir, sha);
    sendJson(context.response, 200, toApiCommit(baseUrl, repository, commit));
  });

  router.add('GET', `${BASE}/branches`, async context => {
    const repository = await readableRepository(context);
    const { git } = context.services;
    const all = await listBranches(git, repository.gitDir);
    const limit = queryNumber(context.query, 'limit', 30, 50);
    const skip = (queryNumber(context.query, 'page', 1, 1_000_000) - 1) * limit;
    const page = all.slice(skip, skip + limit);
    context.response.setHeader('X-Total-Count', String(all.length));
    const shapes = page.map(branch =>
      describeBranch(context, branch.name, branch.sha),
    );
    sendJson(context.response, 200, await Promise.all(shapes));
  });

  router.add('GET', `${BASE}/branches/:ref`, async context => {
    const { gitDir } = await readableRepository(context);
    const { git } = context.services;
    const { ref } = context.params;
    const sha = await resolveCommit(git, gitDir, ref, 'branch');
    sendJson(context.response, 200, await describeBranch(context, ref, sha));
  });

  router.add('GET', `${BASE}/archive/:ref`, async context => {
    const repository = await readableRepository(context);
    const ref = /^(.+)\.tar\.gz$/.exec(context.params.ref)?.[1];
    if (!ref) {
      throw notFound('This archive format (use .tar.gz)');
    }
    await sendArchive(context, repository, ref);
  });
}

async function describeBranch(
  context: RequestContext,
  name: string,
  sha: string,
) {
  const { git, baseUrl } = context.services;
  const repository = await readableRepository(context);
  const commit = await readCommit(git, repository.gitDir, sha);
  return {
    name,
    commit: toApiCommitSummary(baseUrl, repository, commit),
    protected: false,
  };
}
