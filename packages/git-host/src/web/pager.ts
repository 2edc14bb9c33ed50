import { Html, html } from './html';

/** Links to the page before and the page after, where there are such. */
export function pager(
  path: string,
  page: number,
  more: boolean,
  /** What else the address asks for. */
  query?: string,
): Html {
  const to = (other: number) =>
    `${path}?${query ? `${query}&` : ''}page=${other}`;
  return html`<nav class="pages" aria-label="Pages">
    <span>${page > 1 && html`<a href="${to(page - 1)}">← Previous</a>`}</span>
    <span>${more && html`<a href="${to(page + 1)}">Next →</a>`}</span>
  </nav>`;
}
