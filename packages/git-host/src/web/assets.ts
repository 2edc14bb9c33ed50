import { createHash } from 'node:crypto';
import type { Router } from '../http/Router';
import { STYLE } from './style';

const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M5 20V7a3 3 0 0 1 3-3h1" fill="none" stroke="#0f8a6d" stroke-width="2.4" stroke-linecap="round"/><path d="M9 3.5 19 7l-6 3.2v6.3L9 20z" fill="#0f8a6d"/><circle cx="5" cy="20" r="2.2" fill="#e0a100"/></svg>`;

const version = createHash('sha256').update(STYLE).digest('hex').slice(0, 12);

export const STYLE_PATH = `/assets/style.${version}.css`;
export const MARK_PATH = '/assets/mark.svg';

export function addAssetRoutes(router: Router): void {
  const serve = (path: string, type: string, body: string) =>
    router.add('GET', path, async ({ response }) => {
      response.writeHead(200, {
        'Content-Type': type,
        'Cache-Control': 'public, max-age=86400',
      });
      response.end(body);
    });
  serve(STYLE_PATH, 'text/css; charset=utf-8', STYLE);
  serve(MARK_PATH, 'image/svg+xml', MARK);
}
