import type { RefKind } from '../git/refs';
import { pageUrl } from '../http/urls';
import type { Repository } from '../storage/Repository';
import { Html, html } from './html';

/** A path of a repository, seen at a branch, tag or commit. */
export interface Location {
  repository: Repository;
  kind: Exclude<RefKind, 'any'>;
  ref: string;
  /** Empty for the top folder. */
  path: string;
}

/** Where the reader is, each part a link, and what else can be done there. */
export function pathBar(at: Location): Html {
  const { repository, kind, ref } = at;
  const segments = at.path.split('/').filter(Boolean);
  const link = (depth: number) =>
    pageUrl('', repository, 'src', kind, ref, {
      path: segments.slice(0, depth).join('/'),
    });
  const crumbs = segments.map((segment, index) =>
    index === segments.length - 1
      ? html` / <span aria-current="page">${segment}</span>`
      : html` / <a href="${link(index + 1)}">${segment}</a>`,
  );
  const label = kind === 'commit' ? ref.slice(0, 10) : ref;
  return html`<div class="path">
    <span class="tag ref">${label}</span>
    <nav aria-label="Path">
      <a href="${link(0)}">${repository.name}</a>${crumbs}
    </nav>
    ${at.path !== '' &&
    kind === 'branch' &&
    html`<a
      class="end"
      href="${pageUrl('', repository, '_edit', ref, { path: at.path })}"
      >How to edit</a
    >`}
  </div>`;
}
