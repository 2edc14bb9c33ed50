import { html } from './html';
import { renderPage } from './page';

const TITLES: Record<number, string> = {
  401: 'Credentials needed',
  403: 'Not allowed',
  404: 'Not found',
};

export function renderErrorPage(status: number, message: string): string {
  const title = TITLES[status] ?? `Error ${status}`;
  return renderPage({
    title,
    content: html`<div class="notice">
      <h1>${title}</h1>
      <p>${message}.</p>
      <p><a href="/">All repositories</a></p>
    </div>`,
  });
}
