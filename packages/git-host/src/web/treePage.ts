import { readableRepository } from '../access';
import { readCommit } from '../git/commits';
import {
  defaultBranch,
  listBranches,
  RefKind,
  resolveCommit,
} from '../git/refs';
import { findEntry, listEntries, readBlob, TreeEntry } from '../git/tree';
import type { RequestContext } from '../http/RequestContext';
import { pageUrl } from '../http/urls';
import { MAX_PAGE_FILE_BYTES, MAX_TREE_ENTRIES } from '../limits';
import { commitLine } from './commitLine';
import { fileCard, isBinary } from './fileCard';
import { formatBytes } from './format';
import { Html, html } from './html';
import { type Location, pathBar } from './pathBar';
import { cloneBox, sendRepositoryPage } from './repositoryPage';
import { showEmptyRepository } from './howToPages';

/** `/:owner/:repository`: the files of the default branch. */
export async function showRepository(context: RequestContext): Promise<void> {
  const repository = await readableRepository(context);
  const { git } = context.services;
  const ref = await defaultBranch(git, repository.gitDir);
  if ((await listBranches(git, repository.gitDir)).length === 0) {
    showEmptyRepository(context, repository, ref);
    return;
  }
  await show(context, { repository, kind: 'branch', ref, path: '' });
}

/** `/:owner/:repository/src/{branch,tag,commit}/:ref/*path`. */
export function showPath(kind: Exclude<RefKind, 'any'>) {
  return async (context: RequestContext): Promise<void> => {
    const { ref, path } = context.params;
    const repository = await readableRepository(context);
    await show(context, { repository, kind, ref, path });
  };
}

async function show(context: RequestContext, at: Location): Promise<void> {
  const { git, baseUrl } = context.services;
  const { gitDir } = at.repository;
  const commit = await resolveCommit(git, gitDir, at.ref, at.kind);
  const entry = await findEntry(git, gitDir, commit, at.path);
  const [latest, main] = await Promise.all([
    readCommit(git, gitDir, commit),
    defaultBranch(git, gitDir),
  ]);
  const content =
    entry.type === 'dir'
      ? await folderCard(context, at, entry)
      : await fileCard(context, at, entry);
  sendRepositoryPage(context.response, at.repository, {
    title: at.path || at.ref,
    tab: 'files',
    branch: at.kind === 'branch' ? at.ref : main,
    content: html`${pathBar(at)}
    ${at.path === '' &&
    html`${cloneBox(baseUrl, at.repository)}
      <div class="card">
        <header>${commitLine(at.repository, latest)}</header>
      </div>`}
    ${content}`,
  });
}

async function folderCard(
  context: RequestContext,
  at: Location,
  folder: TreeEntry,
): Promise<Html> {
  const { git } = context.services;
  const entries = await listEntries(git, at.repository.gitDir, folder);
  const shown = entries.slice(0, MAX_TREE_ENTRIES);
  const readme = entries.find(
    entry =>
      entry.type === 'file' && /^readme(?:\.(?:md|txt))?$/i.test(entry.name),
  );
  return html`<div class="card">
      <ul class="rows files">
        ${shown.map(entry => entryRow(at, entry))}
      </ul>
      ${entries.length === 0 &&
      html`<div class="body muted">This folder is empty.</div>`}
      ${entries.length > shown.length &&
      html`<div class="body muted">
        ${entries.length - shown.length} more entries are not shown.
      </div>`}
    </div>
    ${readme && (await readmeCard(context, at, readme))}`;
}

const ICONS = { dir: '▸', file: '·', symlink: '↪', submodule: '◆' };
const KINDS = {
  dir: 'folder',
  file: 'file',
  symlink: 'symbolic link',
  submodule: 'submodule',
};

function entryRow(at: Location, entry: TreeEntry): Html {
  const href = pageUrl('', at.repository, 'src', at.kind, at.ref, {
    path: entry.path,
  });
  const name =
    entry.type === 'submodule'
      ? html`${entry.name}
          <code class="muted">@ ${entry.sha.slice(0, 10)}</code>`
      : html`<a href="${href}">${entry.name}${entry.type === 'dir' && '/'}</a>`;
  return html`<li class="${entry.type}">
    <span class="icon" role="img" aria-label="${KINDS[entry.type]}"
      >${ICONS[entry.type]}</span
    >
    <span class="grow">${name}</span>
    <span class="muted nowrap"
      >${entry.type === 'file' && formatBytes(entry.size)}</span
    >
  </li>`;
}

/** Shown as it is written: this host renders no markup. */
async function readmeCard(
  { services }: RequestContext,
  at: Location,
  readme: TreeEntry,
): Promise<Html | undefined> {
  if (readme.size > MAX_PAGE_FILE_BYTES / 4) {
    return undefined;
  }
  const { gitDir } = at.repository;
  const bytes = await readBlob(services.git, gitDir, readme.sha, readme.size);
  return isBinary(bytes)
    ? undefined
    : html`<div class="card">
        <header><strong>${readme.name}</strong></header>
        <div class="body">
          <pre class="wrap">${bytes.toString('utf8')}</pre>
        </div>
      </div>`;
}
