import { readableRepository, requireAccount } from '../access';
import { assertStyle, pullNumber } from '../api/pullRequestRoutes';
import { listCommits } from '../git/commits';
import { readDiff } from '../git/diff';
import { defaultBranch } from '../git/refs';
import { readForm } from '../http/readForm';
import type { RequestContext } from '../http/RequestContext';
import { queryNumber } from '../http/respond';
import { pageUrl } from '../http/urls';
import type { PullRequest } from '../pulls/PullRequest';
import { commitRows } from './commitLine';
import { diffView } from './diffView';
import { plural, timeTag } from './format';
import { Html, html } from './html';
import { mergeBox } from './mergeBox';
import { pager } from './pager';
import { sendRepositoryPage } from './repositoryPage';

const PER_PAGE = 50;
const MAX_COMMITS = 100;

/** `/:owner/:repository/pulls`. */
export async function showPullRequests(context: RequestContext): Promise<void> {
  const { git, pulls } = context.services;
  const repository = await readableRepository(context);
  const state = context.query.get('state') === 'closed' ? 'closed' : 'open';
  const all = await pulls.list(repository, 'all');
  const chosen = all.filter(pull => pull.state === state);
  const page = queryNumber(context.query, 'page', 1, 100_000);
  const shown = chosen.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const here = pageUrl('', repository, 'pulls');
  const filter = (name: 'open' | 'closed', label: string) => {
    const count = all.filter(pull => pull.state === name).length;
    const href = `${here}?state=${name}`;
    return name === state
      ? html`<a href="${href}" aria-current="true">${count} ${label}</a>`
      : html`<a href="${href}">${count} ${label}</a>`;
  };
  sendRepositoryPage(context.response, repository, {
    title: 'Pull requests',
    tab: 'pulls',
    branch: await defaultBranch(git, repository.gitDir),
    content: html`<nav class="filters" aria-label="State">
        ${filter('open', 'open')} ${filter('closed', 'closed')}
      </nav>
      <div class="card">
        <ul class="rows">
          ${shown.map(pull => pullRow(`${here}/${pull.number}`, pull))}
        </ul>
        ${shown.length === 0 &&
        html`<div class="body muted">
          ${state === 'open'
            ? 'There is no open pull request.'
            : 'No pull request was merged or closed yet.'}
        </div>`}
      </div>
      ${pager(here, page, chosen.length > page * PER_PAGE, `state=${state}`)}`,
  });
}

function pullRow(href: string, pull: PullRequest): Html {
  return html`<li>
    <div class="grow">
      <strong><a href="${href}">${pull.title}</a></strong>
      <div class="muted">
        #${pull.number} by ${pull.author} · ${timeTag(pull.createdAt)}
      </div>
    </div>
    ${stateTag(pull)}
  </li>`;
}

function stateTag(pull: PullRequest): Html {
  const state = pull.merged ? 'merged' : pull.state;
  return html`<span class="tag state ${state}">${state}</span>`;
}

/** `/:owner/:repository/pulls/:index`. */
export async function showPullRequest(context: RequestContext): Promise<void> {
  const { git, pulls } = context.services;
  const repository = await readableRepository(context);
  const { gitDir } = repository;
  const found = await pulls.get(repository, pullNumber(context.params.index));
  const pull = await pulls.view(repository, found);
  const { mergeBase, headSha } = pull;
  const commits = await listCommits(git, gitDir, {
    from: headSha,
    not: mergeBase,
    limit: MAX_COMMITS + 1,
  });
  const diff = await readDiff(git, gitDir, mergeBase, headSha);
  const description = visible(pull.body);
  sendRepositoryPage(context.response, repository, {
    title: `${pull.title} · Pull request ${pull.number}`,
    tab: 'pulls',
    branch: await defaultBranch(git, gitDir),
    content: html`<h2 class="pull">
        ${pull.title} <span class="muted">#${pull.number}</span>
      </h2>
      <p>
        ${stateTag(pull)} ${pull.author} wants
        <span class="tag ref">${pull.head}</span> in
        <span class="tag ref">${pull.base}</span>
        <span class="muted">· ${timeTag(pull.createdAt)}</span>
      </p>
      <div class="card">
        <header><strong>Description</strong></header>
        <div class="body">
          ${description
            ? html`<pre class="wrap">${description}</pre>`
            : html`<span class="muted">None was given.</span>`}
        </div>
      </div>
      ${mergeBox(repository, pull, context.account)}
      <h3>${plural(Math.min(commits.length, MAX_COMMITS), 'commit')}</h3>
      ${commitRows(repository, commits.slice(0, MAX_COMMITS))}
      ${commits.length > MAX_COMMITS &&
      html`<p class="muted">Only the newest ${MAX_COMMITS} are listed.</p>`}
      <h3>Changes</h3>
      ${diffView(repository, headSha, diff)}`,
  });
}

/** Comments of Markdown are notes of programs: no reader of Markdown shows them. */
function visible(body: string): string {
  return body.replace(/<!--[\s\S]*?-->/g, '').trim();
}

/** `/:owner/:repository/pulls/sign-in?pull=`: the browser asks, and returns. */
export async function signIn(context: RequestContext): Promise<void> {
  requireAccount(context);
  const repository = await readableRepository(context);
  const number = pullNumber(context.query.get('pull') ?? '');
  goTo(context, pageUrl('', repository, 'pulls', `${number}`));
}

/** What the buttons of {@link showPullRequest} send. */
export async function decidePullRequest(
  context: RequestContext,
): Promise<void> {
  const account = requireAccount(context);
  const form = await readForm(context.request);
  const repository = await readableRepository(context);
  const number = pullNumber(context.params.index);
  const { pulls } = context.services;
  if (form.get('decision') === 'close') {
    await pulls.edit(repository, account, number, { state: 'closed' });
  } else {
    await pulls.merge(repository, account, number, {
      style: assertStyle(form.get('decision')),
      // What was looked at is what gets merged.
      headSha: form.get('head') ?? '',
    });
  }
  goTo(context, pageUrl('', repository, 'pulls', `${number}`));
}

function goTo(context: RequestContext, location: string): void {
  context.response.writeHead(303, { Location: location });
  context.response.end();
}
