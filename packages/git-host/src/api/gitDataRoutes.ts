import { readableRepository, requireAccount } from '../access';
import { readCommit } from '../git/commits';
import { moveRef } from '../git/merge';
import {
  defaultBranch,
  isValidRefName,
  listBranches,
  resolveCommit,
} from '../git/refs';
import { HttpError, notFound } from '../http/HttpError';
import { readJsonBody } from '../http/readJsonBody';
import type { RequestContext } from '../http/RequestContext';
import { answeredNotModified, queryNumber, sendJson } from '../http/respond';
import type { Router } from '../http/Router';
import { NO_COMMIT } from '../webhook/pushPayload';
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

  router.add('POST', `${BASE}/branches`, createBranch);

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

async function createBranch(context: RequestContext): Promise<void> {
  const account = requireAccount(context);
  const repository = await readableRepository(context);
  const { gitDir } = repository;
  const { git, locks, webhook } = context.services;
  const body = await readJsonBody(context.request);
  const name = body.new_branch_name;
  if (typeof name !== 'string' || !isValidRefName(name)) {
    throw new HttpError(422, 'new_branch_name is not a possible branch name');
  }
  const from =
    body.old_ref_name ||
    body.old_branch_name ||
    (await defaultBranch(git, gitDir));
  if (typeof from !== 'string') {
    throw new HttpError(422, 'old_ref_name must be a text');
  }
  await locks.withLock(gitDir, async () => {
    const sha = await resolveCommit(git, gitDir, from);
    const before = await listBranches(git, gitDir);
    // `a` and `a/b` cannot both be there: git keeps them as file and folder.
    const taken = before.find(
      branch =>
        branch.name === name ||
        branch.name.startsWith(`${name}/`) ||
        name.startsWith(`${branch.name}/`),
    );
    if (taken) {
      throw new HttpError(409, `The branch ${taken.name} already exists`);
    }
    await moveRef(git, gitDir, `refs/heads/${name}`, sha, NO_COMMIT);
    const after = await listBranches(git, gitDir);
    webhook?.announce({ repository, account, before, after });
    sendJson(context.response, 201, await describeBranch(context, name, sha));
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
