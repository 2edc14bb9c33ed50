import type { ServerResponse } from 'node:http';
import { pageUrl } from '../http/urls';
import type { Repository } from '../storage/Repository';
import { Html, html, HtmlValue } from './html';
import { sendPage } from './page';

export type Tab = 'files' | 'commits' | 'branches' | 'pulls';

/** Sends a page of a repository: its name, its tabs, and the content below. */
export function sendRepositoryPage(
  response: ServerResponse,
  repository: Repository,
  options: {
    title: string;
    tab: Tab | undefined;
    /** The branch whose commits the Commits tab leads to. */
    branch: string;
    content: HtmlValue;
  },
): void {
  const { owner, name, description } = repository;
  sendPage(response, {
    title: `${options.title} · ${owner}/${name}`,
    content: html`<h1>
        <a href="/${owner}">${owner}</a> <span class="muted">/</span>
        <a href="${pageUrl('', repository)}">${name}</a>
        ${repository.private && html`<span class="tag">private</span>`}
      </h1>
      ${description && html`<p class="lead">${description}</p>`}
      <nav class="tabs" aria-label="Repository">
        ${tabs(repository, options.tab, options.branch)}
      </nav>
      ${options.content}`,
  });
}

function tabs(
  repository: Repository,
  current: Tab | undefined,
  branch: string,
): Html[] {
  const targets: [Tab, string, string][] = [
    ['files', 'Files', pageUrl('', repository)],
    [
      'commits',
      'Commits',
      pageUrl('', repository, 'commits', 'branch', branch),
    ],
    ['branches', 'Branches', pageUrl('', repository, 'branches')],
    ['pulls', 'Pull requests', pageUrl('', repository, 'pulls')],
  ];
  return targets.map(([tab, label, href]) =>
    tab === current
      ? html`<a href="${href}" aria-current="page">${label}</a>`
      : html`<a href="${href}">${label}</a>`,
  );
}

/** How to get a repository; the address is selected by one click. */
export function cloneBox(baseUrl: string, repository: Repository): Html {
  return html`<div class="clone">
    <span class="muted">Clone</span
    ><code>git clone ${pageUrl(baseUrl, repository)}.git</code>
  </div>`;
}
