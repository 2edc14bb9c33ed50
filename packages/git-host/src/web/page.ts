import type { ServerResponse } from 'node:http';
import { Html, html, HtmlValue } from './html';
import { MARK_PATH, STYLE_PATH } from './assets';

/** A whole document around the content of one page. */
export function renderPage(options: {
  title: string;
  content: HtmlValue;
}): string {
  const { text } = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${options.title} · Waymark git host</title>
      <link rel="icon" href="${MARK_PATH}" type="image/svg+xml" />
      <link rel="stylesheet" href="${STYLE_PATH}" />
    </head>
    <body>
      <a class="skip" href="#content">Skip to content</a>
      <header class="top">
        <a class="brand" href="/"
          ><img src="${MARK_PATH}" alt="" width="22" height="22" />Waymark
          <span>git host</span></a
        >
      </header>
      <main id="content">${options.content}</main>
    </body>
  </html>`;
  return `<!doctype html>\n${text}\n`;
}

export function sendPage(
  response: ServerResponse,
  page: { title: string; content: Html },
): void {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
  });
  response.end(renderPage(page));
}
