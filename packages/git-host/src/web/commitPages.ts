import { readableRepository } from '../access';
import { listCommits, readCommit } from '../git/commits';
import { readDiff } from '../git/diff';
import { defaultBranch, RefKind, resolveCommit } from '../git/refs';
import type { RequestContext } from '../http/RequestContext';
import { queryNumber } from '../http/respond';
import { pageUrl } from '../http/urls';
import { commitRows, subjectOf } from './commitLine';
import { diffView } from './diffView';
import { timeTag } from './format';
import { html } from './html';
import { pager } from './pager';
import { sendRepositoryPage } from './repositoryPage';

const PER_PAGE = 50;

/** `/:owner/:repository/commits/{branch,tag,commit}/:ref`. */
export function showCommits(kind: Exclude<RefKind, 'any'>) {
  return async (context: RequestContext): Promise<void> => {
    const { git } = context.services;
    const { ref } = context.params;
    const repository = await readableRepository(context);
    const { gitDir } = repository;
    const from = await resolveCommit(git, gitDir, ref, kind);
    const page = queryNumber(context.query, 'page', 1, 100_000);
    const commits = await listCommits(git, gitDir, {
      from,
      skip: (page - 1) * PER_PAGE,
      limit: PER_PAGE + 1,
    });
    sendRepositoryPage(context.response, repository, {
      title: `Commits of ${ref}`,
      tab: 'commits',
      branch: kind === 'branch' ? ref : await defaultBranch(git, gitDir),
      content: html`<div class="path">
          <span class="tag ref">${ref}</span>
        </div>
        ${commitRows(repository, commits.slice(0, PER_PAGE))}
        ${pager(
          pageUrl('', repository, 'commits', kind, ref),
          page,
          commits.length > PER_PAGE,
        )}`,
    });
  };
}

/** `/:owner/:repository/commit/:ref`: a commit and what it changed. */
export async function showCommit(context: RequestContext): Promise<void> {
  const { git } = context.services;
  const repository = await readableRepository(context);
  const { gitDir } = repository;
  const sha = await resolveCommit(git, gitDir, context.params.ref, 'commit');
  const commit = await readCommit(git, gitDir, sha);
  const diff = await readDiff(git, gitDir, commit.parents[0], sha);
  const body = commit.message.split('\n').slice(1).join('\n').trim();
  const { author, committer } = commit;
  sendRepositoryPage(context.response, repository, {
    title: subjectOf(commit),
    tab: 'commits',
    branch: await defaultBranch(git, gitDir),
    content: html`<div class="card">
        <header>
          <strong>${subjectOf(commit)}</strong>
          <a href="${pageUrl('', repository, 'src', 'commit', sha)}"
            >Files at this commit</a
          >
        </header>
        <div class="body">
          ${body && html`<pre class="wrap">${body}</pre>`}
          <dl class="facts">
            <dt>Author</dt>
            <dd>${author.name} · ${timeTag(author.date)}</dd>
            ${committer.name !== author.name &&
            html`<dt>Committer</dt>
              <dd>${committer.name} · ${timeTag(committer.date)}</dd>`}
            <dt>Commit</dt>
            <dd><code>${sha}</code></dd>
            ${commit.parents.map(
              parent => html`<dt>Parent</dt>
                <dd>
                  <a href="${pageUrl('', repository, 'commit', parent)}"
                    ><code>${parent}</code></a
                  >
                </dd>`,
            )}
          </dl>
        </div>
      </div>
      ${diffView(repository, sha, diff)}`,
  });
}
