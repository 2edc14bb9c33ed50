import type { Commit } from '../git/commits';
import { pageUrl } from '../http/urls';
import type { Repository } from '../storage/Repository';
import { timeTag } from './format';
import { Html, html } from './html';

export function subjectOf(commit: Commit): string {
  return commit.message.split('\n')[0] || '(no message)';
}

/** A commit in one line. */
export function commitLine(repository: Repository, commit: Commit): Html {
  const href = pageUrl('', repository, 'commit', commit.sha);
  return html`<span
      ><a href="${href}">${subjectOf(commit)}</a>
      <span class="muted">by ${commit.author.name}</span></span
    >
    <span class="muted nowrap"
      ><a class="mono" href="${href}">${commit.sha.slice(0, 10)}</a> ·
      ${timeTag(commit.author.date)}</span
    >`;
}

export function commitRows(repository: Repository, commits: Commit[]): Html {
  const rows = commits.map(commit => {
    const href = pageUrl('', repository, 'commit', commit.sha);
    return html`<li>
      <div class="grow">
        <strong><a href="${href}">${subjectOf(commit)}</a></strong>
        <div class="muted">
          ${commit.author.name} · ${timeTag(commit.author.date)}
        </div>
      </div>
      <a class="mono" href="${href}">${commit.sha.slice(0, 10)}</a>
    </li>`;
  });
  return html`<div class="card">
    <ul class="rows">
      ${rows}
    </ul>
  </div>`;
}
