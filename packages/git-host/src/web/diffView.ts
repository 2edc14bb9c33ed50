import type { Diff, DiffLine, FileDiff } from '../git/diff';
import { pageUrl } from '../http/urls';
import type { Repository } from '../storage/Repository';
import { plural } from './format';
import { Html, html, sourceText } from './html';

const SIGNS = { add: '+', del: '−', same: '', hunk: '', note: '' };

/** The changed files, each with its lines. */
export function diffView(
  repository: Repository,
  commit: string,
  diff: Diff,
): Html {
  const lines = diff.files.flatMap(file => file.lines ?? []);
  return html`<p class="summary">
      <span>${plural(diff.files.length, 'file')} changed</span>
      <span class="plus">+${count(lines, 'add')} added</span>
      <span class="minus">−${count(lines, 'del')} deleted</span>
      ${diff.truncated &&
      html`<span class="muted"
        >This change is too large to show in full: clone the repository to see
        the rest.</span
      >`}
    </p>
    ${diff.files.map(file => fileView(repository, commit, file))}`;
}

function count(lines: DiffLine[], kind: DiffLine['kind']): number {
  return lines.filter(line => line.kind === kind).length;
}

function fileView(
  repository: Repository,
  commit: string,
  file: FileDiff,
): Html {
  const href = pageUrl('', repository, 'src', 'commit', commit, {
    path: file.path,
  });
  const name =
    file.change === 'deleted'
      ? html`${file.path}`
      : html`<a href="${href}">${file.path}</a>`;
  return html`<section class="card">
    <header>
      <strong class="mono"
        >${file.oldPath !== undefined &&
        html`${file.oldPath} → `}${name}</strong
      >
      <span class="tag">${file.change}</span>
    </header>
    ${body(file)}
  </section>`;
}

function body(file: FileDiff): Html | false {
  if (file.lines === undefined) {
    return html`<div class="body muted">Not shown.</div>`;
  }
  if (file.binary) {
    return html`<div class="body muted">This is a binary file.</div>`;
  }
  if (file.lines.length === 0) {
    return false;
  }
  return html`<div
    class="scroll"
    tabindex="0"
    role="region"
    aria-label="Changes in ${file.path}"
  >
    <table class="source diff">
      ${file.lines.map(lineView)}
    </table>
  </div>`;
}

function lineView(line: DiffLine): Html {
  if (line.kind === 'hunk' || line.kind === 'note') {
    return html`<tr class="hunk">
      <td class="old"></td>
      <td></td>
      <td></td>
      <td>${sourceText(line.text)}</td>
    </tr>`;
  }
  return html`<tr class="${line.kind}">
    <td class="no old" data-n="${line.oldLine}"></td>
    <td class="no" data-n="${line.newLine}"></td>
    <td class="sign">${SIGNS[line.kind]}</td>
    <td>${sourceText(line.text)}</td>
  </tr>`;
}
