import { createHash } from 'node:crypto';
import type { Router } from '../http/Router';
import { STYLE } from './style';

const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="4 4 24 24"><path fill="#f2a541" d="M12.6 9.6c0-2.1 1.7-3.6 3.9-3.6 2.1 0 3.6 1.3 3.6 3.2 0 1.9-1.6 3-3.8 3-2.2 0-3.7-.8-3.7-2.6Z"/><path fill="#6f9c8e" d="M9.2 16.3c0-1.9 2.6-3 6.7-3 4.3 0 7.1 1.1 7.1 3.1 0 1.8-2.7 2.8-7 2.8-4.2 0-6.8-1-6.8-2.9Z"/><path fill="#1c6b54" d="M5.4 23.6c0-2.2 4.1-3.5 10.4-3.5 6.5 0 10.8 1.2 10.8 3.5 0 1.7-4.1 2.6-10.7 2.6-6.4 0-10.5-.8-10.5-2.6Z"/></svg>`;

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
