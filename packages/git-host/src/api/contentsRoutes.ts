import { readableRepository } from '../access';
import { defaultBranch, resolveCommit } from '../git/refs';
import { findEntry, listEntries, readBlob, TreeEntry } from '../git/tree';
import { HttpError } from '../http/HttpError';
import type { RequestContext } from '../http/RequestContext';
import { answeredNotModified, sendJson } from '../http/respond';
import type { Router } from '../http/Router';
import { pageUrl } from '../http/urls';
import { MAX_API_FILE_BYTES } from '../limits';
import type { Repository } from '../storage/Repository';

export function addContentsRoutes(router: Router): void {
  const base = '/api/v1/repos/:owner/:repository';
  router.add('GET', `${base}/contents/*path`, readContents);
}

async function readContents(context: RequestContext): Promise<void> {
  const { git, baseUrl } = context.services;
  const repository = await readableRepository(context);
  const { gitDir } = repository;
  const ref = context.query.get('ref') || (await defaultBranch(git, gitDir));
  const commit = await resolveCommit(git, gitDir, ref);
  const entry = await findEntry(git, gitDir, commit, context.params.path);
  if (answeredNotModified(context, entry.sha)) {
    return;
  }
  const shape = (item: TreeEntry) =>
    toApiEntry(baseUrl, repository, commit, item);
  if (entry.type === 'dir') {
    const entries = await listEntries(git, gitDir, entry);
    sendJson(context.response, 200, entries.map(shape));
    return;
  }
  if (entry.size > MAX_API_FILE_BYTES) {
    throw new HttpError(
      413,
      `${entry.path} has ${entry.size} bytes; files up to ${MAX_API_FILE_BYTES} are served here, larger ones by git`,
    );
  }
  const content =
    entry.type === 'submodule'
      ? undefined
      : await readBlob(git, gitDir, entry.sha, MAX_API_FILE_BYTES);
  sendJson(context.response, 200, {
    ...shape(entry),
    ...(entry.type === 'file' && {
      encoding: 'base64',
      content: content!.toString('base64'),
    }),
    // Where a link points is told, and never followed.
    ...(entry.type === 'symlink' && { target: content!.toString('utf8') }),
  });
}

function toApiEntry(
  baseUrl: string,
  repository: Repository,
  commit: string,
  entry: TreeEntry,
) {
  return {
    name: entry.name,
    path: entry.path,
    sha: entry.sha,
    type: entry.type,
    size: entry.size,
    html_url: pageUrl(baseUrl, repository, 'src', 'commit', commit, {
      path: entry.path,
    }),
  };
}
