import { readableRepository, requireAccount } from '../access';
import { listCommits } from '../git/commits';
import { FileChange, listChangedFiles } from '../git/diff';
import { HttpError, notFound } from '../http/HttpError';
import { readJsonBody } from '../http/readJsonBody';
import type { RequestContext } from '../http/RequestContext';
import { queryNumber, sendJson } from '../http/respond';
import type { Router } from '../http/Router';
import { pageUrl } from '../http/urls';
import { MAX_API_DIFF_BYTES } from '../limits';
import { MERGE_STYLES, MergeStyle, PullRequest } from '../pulls/PullRequest';
import type { Repository } from '../storage/Repository';
import { toApiPullRequest } from './pullRequestShape';
import { describeRepository } from './repositoryRoutes';
import { toApiCommit } from './shapes';

const BASE = '/api/v1/repos/:owner/:repository/pulls';

const STATUS: Record<FileChange['change'], string> = {
  added: 'added',
  deleted: 'deleted',
  modified: 'changed',
  retyped: 'changed',
  renamed: 'renamed',
  copied: 'copied',
};

export function addPullRequestRoutes(router: Router): void {
  router.add('GET', BASE, listPullRequests);
  router.add('POST', BASE, openPullRequest);
  router.add('GET', `${BASE}/:index`, readPullRequest);
  router.add('PATCH', `${BASE}/:index`, editPullRequest);
  router.add('GET', `${BASE}/:index/files`, listFiles);
  router.add('GET', `${BASE}/:index/commits`, listPullRequestCommits);
  router.add('GET', `${BASE}/:index/merge`, tellWhetherMerged);
  router.add('POST', `${BASE}/:index/merge`, mergePullRequest);
}

/** @throws HttpError 404 */
export function pullNumber(index: string): number {
  if (!/^[1-9]\d{0,8}$/.test(index)) {
    throw notFound(`Pull request ${index}`);
  }
  return Number(index);
}

async function describe(
  context: RequestContext,
  repository: Repository,
  pulls: PullRequest[],
) {
  const { services } = context;
  const described = await describeRepository(context, repository);
  const views = await Promise.all(
    pulls.map(pull => services.pulls.view(repository, pull)),
  );
  return views.map(view =>
    toApiPullRequest(services.baseUrl, repository, described, view),
  );
}

async function requestedPull(context: RequestContext) {
  const repository = await readableRepository(context);
  const number = pullNumber(context.params.index);
  const pull = await context.services.pulls.get(repository, number);
  return { repository, pull };
}

async function listPullRequests(context: RequestContext): Promise<void> {
  const repository = await readableRepository(context);
  const state = context.query.get('state') || 'open';
  if (state !== 'open' && state !== 'closed' && state !== 'all') {
    throw new HttpError(422, 'state is open, closed or all');
  }
  const sort = context.query.get('sort') || 'newest';
  if (!['newest', 'recentupdate', 'oldest'].includes(sort)) {
    throw new HttpError(422, 'sort is newest, oldest or recentupdate');
  }
  const all = await context.services.pulls.list(repository, state);
  if (sort === 'oldest') {
    all.reverse();
  } else if (sort === 'recentupdate') {
    all.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  }
  sendJson(
    context.response,
    200,
    await describe(context, repository, pageOf(context, all)),
  );
}

/** The page of a list that was asked for. */
function pageOf<T>(context: RequestContext, all: T[]): T[] {
  const limit = queryNumber(context.query, 'limit', 30, 50);
  const skip = (queryNumber(context.query, 'page', 1, 1_000_000) - 1) * limit;
  context.response.setHeader('X-Total-Count', String(all.length));
  return all.slice(skip, skip + limit);
}

async function openPullRequest(context: RequestContext): Promise<void> {
  const account = requireAccount(context);
  const repository = await readableRepository(context);
  const body = await readJsonBody(context.request);
  const { pulls, log } = context.services;
  const pull = await pulls.open(repository, account, {
    title: body.title,
    body: body.body,
    head: body.head,
    base: body.base,
  });
  log(
    `pull request ${repository.owner}/${repository.name}#${pull.number} opened by ${account.username}`,
  );
  const [shape] = await describe(context, repository, [pull]);
  sendJson(context.response, 201, shape);
}

async function readPullRequest(context: RequestContext): Promise<void> {
  const { index } = context.params;
  const format = /\.(diff|patch)$/.exec(index)?.[1];
  if (format) {
    await sendChanges(context, index.slice(0, -format.length - 1), format);
    return;
  }
  const { repository, pull } = await requestedPull(context);
  const [shape] = await describe(context, repository, [pull]);
  sendJson(context.response, 200, shape);
}

async function editPullRequest(context: RequestContext): Promise<void> {
  const account = requireAccount(context);
  const { repository, pull } = await requestedPull(context);
  const { title, body, state } = await readJsonBody(context.request);
  const edited = await context.services.pulls.edit(
    repository,
    account,
    pull.number,
    { title, body, state },
  );
  const [shape] = await describe(context, repository, [edited]);
  sendJson(context.response, 201, shape);
}

/** Where its changes begin and end. */
async function rangeOf(
  context: RequestContext,
  repository: Repository,
  pull: PullRequest,
) {
  const { pulls } = context.services;
  const { mergeBase, headSha } = await pulls.view(repository, pull);
  if (!mergeBase) {
    throw notFound(
      `A common start of ${pull.head} and ${pull.base}, and so a comparison,`,
    );
  }
  return { from: mergeBase, to: headSha };
}

async function sendChanges(
  context: RequestContext,
  index: string,
  format: string,
): Promise<void> {
  const { git } = context.services;
  const repository = await readableRepository(context);
  const number = pullNumber(index);
  const pull = await context.services.pulls.get(repository, number);
  const { from, to } = await rangeOf(context, repository, pull);
  const command =
    format === 'diff'
      ? ['diff', '--no-ext-diff', '--no-textconv', '-M', from, to, '--']
      : ['format-patch', '--stdout', '--no-ext-diff', `${from}..${to}`, '--'];
  const { stdout, truncated } = await git.run(repository.gitDir, command, {
    maxBytes: MAX_API_DIFF_BYTES,
  });
  if (truncated) {
    throw new HttpError(
      413,
      `The change is larger than ${MAX_API_DIFF_BYTES} bytes: fetch it with git`,
    );
  }
  context.response.writeHead(200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-cache',
  });
  context.response.end(stdout);
}

async function listFiles(context: RequestContext): Promise<void> {
  const { git, baseUrl } = context.services;
  const { repository, pull } = await requestedPull(context);
  const { from, to } = await rangeOf(context, repository, pull);
  const files = await listChangedFiles(git, repository.gitDir, from, to);
  const shapes = pageOf(context, files).map(file => ({
    filename: file.path,
    previous_filename: file.oldPath,
    status: STATUS[file.change],
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    html_url: pageUrl(baseUrl, repository, 'src', 'commit', to, {
      path: file.path,
    }),
  }));
  sendJson(context.response, 200, shapes);
}

async function listPullRequestCommits(context: RequestContext): Promise<void> {
  const { git, baseUrl } = context.services;
  const { repository, pull } = await requestedPull(context);
  const { from, to } = await rangeOf(context, repository, pull);
  const limit = queryNumber(context.query, 'limit', 30, 50);
  const page = queryNumber(context.query, 'page', 1, 1_000_000);
  const commits = await listCommits(git, repository.gitDir, {
    from: to,
    not: from,
    skip: (page - 1) * limit,
    limit,
  });
  sendJson(
    context.response,
    200,
    commits.map(commit => toApiCommit(baseUrl, repository, commit)),
  );
}

async function tellWhetherMerged(context: RequestContext): Promise<void> {
  const { pull } = await requestedPull(context);
  if (!pull.merged) {
    throw notFound(`A merge of pull request ${pull.number}`);
  }
  context.response.writeHead(204);
  context.response.end();
}

async function mergePullRequest(context: RequestContext): Promise<void> {
  const account = requireAccount(context);
  const { repository, pull } = await requestedPull(context);
  const body = await readJsonBody(context.request);
  const text = (name: string) => {
    const value = body[name] || undefined;
    if (value !== undefined && typeof value !== 'string') {
      throw new HttpError(422, `${name} must be a text`);
    }
    return value;
  };
  if (body.delete_branch_after_merge) {
    throw new HttpError(
      422,
      'delete_branch_after_merge is not supported: push the deletion of the branch',
    );
  }
  const merged = await context.services.pulls.merge(
    repository,
    account,
    pull.number,
    {
      style: assertStyle(body.Do),
      title: text('MergeTitleField'),
      message: text('MergeMessageField'),
      headSha: text('head_commit_id'),
    },
  );
  context.services.log(
    `pull request ${repository.owner}/${repository.name}#${merged.number} merged by ${account.username}`,
  );
  context.response.writeHead(200);
  context.response.end();
}

/** @throws HttpError 422 */
export function assertStyle(value: unknown): MergeStyle {
  const style = MERGE_STYLES.find(candidate => candidate === value);
  if (!style) {
    throw new HttpError(422, `Do is one of ${MERGE_STYLES.join(', ')}`);
  }
  return style;
}
