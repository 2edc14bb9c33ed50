import type { Account } from '../accounts';
import { pageUrl } from '../http/urls';
import type { PullRequestView } from '../pulls/PullRequestService';
import type { Repository } from '../storage/Repository';
import { shellWord, timeTag } from './format';
import { Html, html } from './html';

/** How a pull request stands, and what the reader may do about it. */
export function mergeBox(
  repository: Repository,
  pull: PullRequestView,
  account: Account | undefined,
): Html {
  if (pull.merged) {
    const href = pageUrl('', repository, 'commit', pull.mergeCommit!);
    return box(
      'Merged',
      html`<p>
        Merged by ${pull.mergedBy} · ${timeTag(pull.closedAt!)} · as
        <a class="mono" href="${href}">${pull.mergeCommit!.slice(0, 10)}</a>
      </p>`,
    );
  }
  if (pull.state === 'closed') {
    return box(
      'Closed',
      html`<p>Closed without a merge · ${timeTag(pull.closedAt!)}</p>`,
    );
  }
  return box(
    pull.mergeable ? 'Ready to merge' : 'Cannot be merged as it is',
    html`${!pull.mergeable && conflictsOf(pull)}
    ${account
      ? buttons(repository, pull, account)
      : html`<p>
          <a
            href="${pageUrl(
              '',
              repository,
              'pulls',
              'sign-in',
            )}?pull=${pull.number}"
            >Sign in</a
          >
          with an account of this host to merge or close.
        </p>`}`,
  );
}

function box(title: string, content: Html): Html {
  return html`<section class="card">
    <header><strong>${title}</strong></header>
    <div class="body">${content}</div>
  </section>`;
}

function conflictsOf(pull: PullRequestView): Html {
  const commands = [
    'git fetch',
    `git switch ${shellWord(pull.head)}`,
    `git merge ${shellWord(`origin/${pull.base}`)}`,
    '# resolve, then',
    'git commit --all',
    `git push origin ${shellWord(pull.head)}`,
  ];
  return html`${pull.conflicts.length > 0
      ? html`<p>
            These files were changed on both sides, and need a decision in a
            clone:
          </p>
          <ul>
            ${pull.conflicts.map(path => html`<li><code>${path}</code></li>`)}
          </ul>`
      : html`<p>git could not merge the branches by itself.</p>`}
    <pre tabindex="0" aria-label="Commands">${commands.join('\n')}</pre>`;
}

function buttons(
  repository: Repository,
  pull: PullRequestView,
  account: Account,
): Html {
  const action = pageUrl('', repository, 'pulls', `${pull.number}`, 'decide');
  return html`<form method="post" action="${action}" class="buttons">
    <input type="hidden" name="head" value="${pull.headSha}" />
    ${pull.mergeable &&
    html`<button class="primary" name="decision" value="merge">Merge</button>
      <button name="decision" value="squash">Merge as one commit</button>`}
    <button name="decision" value="close">Close without merging</button>
    <span class="muted">as ${account.fullName}</span>
  </form>`;
}
