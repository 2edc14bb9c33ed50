import { readBlob, TreeEntry } from '../git/tree';
import type { RequestContext } from '../http/RequestContext';
import { MAX_PAGE_FILE_BYTES, MAX_PAGE_LINES } from '../limits';
import { formatBytes, plural } from './format';
import { Html, html, sourceText } from './html';
import type { Location } from './pathBar';

/** Whether bytes are not text, by git's own rule of thumb. */
export function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8_000).includes(0);
}

/** A file with line numbers, or why it is not shown. */
export async function fileCard(
  { services }: RequestContext,
  at: Location,
  entry: TreeEntry,
): Promise<Html> {
  if (entry.type === 'submodule') {
    return card('Submodule', note(`Another repository at ${entry.sha}.`));
  }
  const size = formatBytes(entry.size);
  if (entry.size > MAX_PAGE_FILE_BYTES) {
    const limit = formatBytes(MAX_PAGE_FILE_BYTES);
    return card(
      size,
      note(
        `This file is larger than ${limit}. Clone the repository to read it.`,
      ),
    );
  }
  const { gitDir } = at.repository;
  const bytes = await readBlob(services.git, gitDir, entry.sha, entry.size);
  if (entry.type === 'symlink') {
    return card(
      'Symbolic link',
      note(html`It points to <code>${bytes.toString('utf8')}</code>.`),
    );
  }
  if (isBinary(bytes)) {
    return card(size, note('This is a binary file.'));
  }
  if (bytes.length === 0) {
    return card(size, note('This file is empty.'));
  }
  const lines = bytes.toString('utf8').replace(/\n$/, '').split('\n');
  return card(
    `${plural(lines.length, 'line')} · ${size}${
      entry.executable ? ' · executable' : ''
    }`,
    sourceTable(lines.slice(0, MAX_PAGE_LINES)),
    lines.length > MAX_PAGE_LINES &&
      note(`Only the first ${MAX_PAGE_LINES} lines are shown.`),
  );
}

function card(facts: string, ...content: (Html | false)[]): Html {
  return html`<div class="card">
    <header><span class="muted">${facts}</span></header>
    ${content}
  </div>`;
}

function note(text: string | Html): Html {
  return html`<div class="body muted">${text}</div>`;
}

function sourceTable(lines: string[]): Html {
  const rows = lines.map((line, index) => {
    const n = index + 1;
    return html`<tr id="L${n}">
      <td class="no">
        <a href="#L${n}" data-n="${n}" aria-label="Line ${n}"></a>
      </td>
      <td>${sourceText(line)}</td>
    </tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="File">
    <table class="source file">
      ${rows}
    </table>
  </div>`;
}
