import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { findForeignCommit, markOf, withMark, withTrailer } from './marks';
import { BranchMovedError, RepositoryHost } from './RepositoryHost';
import { toEffectiveChanges } from './toEffectiveChanges';
import { TreeWalker } from './TreeWalker';
import { Proposal, ProposalRequest } from './types';

/**
 * Opens or updates a proposal: the same steps on every host.
 *
 * The branch only ever gets further commits. Of two that work on one branch at
 * the same time, one looks again and goes on from what the other made.
 */
export async function openProposal(
  host: RepositoryHost,
  request: ProposalRequest,
): Promise<Proposal> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptToOpen(host, request);
    } catch (error) {
      if (!(error instanceof BranchMovedError)) {
        throw error;
      }
      if (attempt === 3) {
        throw new ConflictError(
          `Branch ${request.branch} of ${request.repositoryUrl} is being changed by somebody else at this moment: try again`,
          error,
        );
      }
    }
  }
}

async function attemptToOpen(
  host: RepositoryHost,
  request: ProposalRequest,
): Promise<Proposal> {
  const { branch, repositoryUrl } = request;
  const baseBranch = request.base?.branch ?? (await host.defaultBranch());
  if (branch === baseBranch) {
    throw new InputError(
      `A proposal to ${baseBranch} cannot be on ${baseBranch} itself`,
    );
  }
  const tips = await host.tips([baseBranch, branch]);
  const baseTip = tips.get(baseBranch);
  const branchTip = tips.get(branch);
  if (!baseTip) {
    throw new NotFoundError(
      `${repositoryUrl} has no branch ${baseBranch}, or nothing was pushed to it yet`,
    );
  }
  const tree = TreeWalker.create(host, baseTip);
  await assertUntouched(host, request, { baseBranch, baseTip, tree });
  const changes = await toEffectiveChanges(request.changes, tree);
  if (changes.length === 0) {
    throw new InputError(
      `There is nothing to propose: ${baseBranch} of ${repositoryUrl} has these contents already`,
    );
  }
  // Without the branch there is no open proposal of it either.
  const earlier = branchTip ? await host.list(branch) : [];
  const open = earlier.find(({ state }) => state === 'open');
  if (open && open.base !== baseBranch) {
    throw new ConflictError(
      `${open.url} proposes ${branch} to ${open.base} already: close it, or use another branch`,
    );
  }
  const comparison = branchTip
    ? await host.compare(baseTip, branchTip)
    : undefined;
  if (comparison) {
    const last = open ?? earlier[0];
    const foreign = findForeignCommit(comparison, branch, {
      commit: last && markOf(last.description),
      open: last === open,
    });
    if (foreign) {
      throw new ConflictError(
        `Branch ${branch} of ${repositoryUrl} has commits that were not made here (${foreign}): nothing was changed. Merge or close ${
          open?.url ?? 'what it is for'
        } and delete the branch, or make the change there by hand`,
      );
    }
  }
  const commit = await host.commit({
    branch,
    branchTip,
    baseBranch,
    baseTip,
    comparison,
    changes,
    message: withTrailer(request.commitMessage, branch),
    author: request.author,
  });
  const texts = {
    title: request.title,
    description: withMark(request.description, commit),
  };
  const proposal = open
    ? await host.update(open.number, texts)
    : await host.create({ branch, base: baseBranch, ...texts });
  // Hosts follow the branch with some delay: what was just pushed is known.
  return { ...proposal, commit };
}

/** The changes were computed on another commit: is it the same for them? */
async function assertUntouched(
  host: RepositoryHost,
  request: ProposalRequest,
  base: { baseBranch: string; baseTip: string; tree: TreeWalker },
): Promise<void> {
  const commit = request.base?.commit;
  if (!commit || commit === base.baseTip) {
    return;
  }
  const then = TreeWalker.create(host, commit);
  const now = base.tree;
  const paths = request.changes.map(({ path }) => path);
  const moved = `${base.baseBranch} of ${request.repositoryUrl} moved from ${commit}, which the change was computed on, to ${base.baseTip}`;
  const touched = await Promise.all(
    paths.map(async path => {
      const [before, after] = await Promise.all([
        then.identity(path),
        now.identity(path),
      ]);
      return before === after ? undefined : path;
    }),
  ).catch(error => {
    if (error.name !== 'NotFoundError') {
      throw error;
    }
    throw new ConflictError(
      `${moved}; the first is not there any more. Compute the change again`,
      error,
    );
  });
  const changed = touched.filter(path => path !== undefined);
  if (changed.length > 0) {
    throw new ConflictError(
      `${moved}, and in between these files changed: ${changed
        .slice(0, 20)
        .join(', ')}. Compute the change again`,
    );
  }
}
