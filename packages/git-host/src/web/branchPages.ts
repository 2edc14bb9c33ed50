import { readableRepository } from '../access';
import { compareCommits, listCommits, readCommit } from '../git/commits';
import { readDiff } from '../git/diff';
import { defaultBranch, listBranches, resolveCommit } from '../git/refs';
import { notFound } from '../http/HttpError';
import type { RequestContext } from '../http/RequestContext';
import { pageUrl } from '../http/urls';
import { commitLine, commitRows } from './commitLine';
import { diffView } from './diffView';
import { plural } from './format';
import { html } from './html';
import { sendRepositoryPage } from './repositoryPage';

const MAX_BRANCHES = 200;
const MAX_COMMITS = 100;

/** `/:owner/:repository/branches`. */
export async function showBranches(context: RequestContext): Promise<void> {
  const { git } = context.services;
  const repository = await readableRepository(context);
  const { gitDir } = repository;
  const main = await defaultBranch(git, gitDir);
  const all = await listBranches(git, gitDir);
  const shown = all
    .sort((a, b) => Number(b.name === main) - Number(a.name === main))
    .slice(0, MAX_BRANCHES);
  const rows = await Promise.all(
    shown.map(async ({ name, sha }) => {
      const commit = await readCommit(git, gitDir, sha);
      const compare = pageUrl('', repository, 'compare', `${main}...${name}`);
      return html`<li>
        <div class="grow">
          <a
            class="tag ref"
            href="${pageUrl('', repository, 'src', 'branch', name)}"
            >${name}</a
          >
          ${name === main
            ? html`<span class="tag">default</span>`
            : html`<a href="${compare}">Compare with ${main}</a>`}
        </div>
        ${commitLine(repository, commit)}
      </li>`;
    }),
  );
  sendRepositoryPage(context.response, repository, {
    title: 'Branches',
    tab: 'branches',
    branch: main,
    content: html`<div class="card">
        <ul class="rows">
          ${rows}
        </ul>
        ${rows.length === 0 &&
        html`<div class="body muted">There are no branches yet.</div>`}
      </div>
      ${all.length > shown.length &&
      html`<p class="muted">${all.length - shown.length} more not shown.</p>`}`,
  });
}

/** `/:owner/:repository/compare/:base...:head`: what head adds to base. */
export async function showComparison(context: RequestContext): Promise<void> {
  const { git } = context.services;
  const repository = await readableRepository(context);
  const { gitDir } = repository;
  const [base, head, ...rest] = context.params.ref.split('...');
  if (!base || !head || rest.length > 0) {
    throw notFound('A comparison without the form base...head');
  }
  const from = await resolveCommit(git, gitDir, base);
  const to = await resolveCommit(git, gitDir, head);
  const [distance, commits] = await Promise.all([
    compareCommits(git, gitDir, from, to),
    listCommits(git, gitDir, { from: to, not: from, limit: MAX_COMMITS }),
  ]);
  const { ahead, behind, mergeBase } = distance;
  const diff = await readDiff(git, gitDir, mergeBase ?? from, to);
  const reverse = pageUrl('', repository, 'compare', `${head}...${base}`);
  sendRepositoryPage(context.response, repository, {
    title: `${base}...${head}`,
    tab: 'branches',
    branch: await defaultBranch(git, gitDir),
    content: html`<div class="path">
        <span class="tag ref">${label(base)}</span>
        <span aria-hidden="true">←</span>
        <span class="tag ref">${label(head)}</span>
        <a class="end" href="${reverse}">Swap</a>
      </div>
      <p>
        <strong>${label(head)}</strong> is ${plural(ahead, 'commit')} ahead of
        and ${plural(behind, 'commit')} behind <strong>${label(base)}</strong>.
        ${mergeBase === undefined && 'They share no history.'}
      </p>
      ${commits.length > 0 && commitRows(repository, commits)}
      ${ahead > commits.length &&
      html`<p class="muted">Only the newest ${MAX_COMMITS} are listed.</p>`}
      ${ahead > 0 && diffView(repository, to, diff)}`,
  });
}

function label(ref: string): string {
  return /^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 10) : ref;
}
