import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { StaticFiles } from '../../server/http/static-files.ts';
import { makeAppFolder, script } from '../support/app-folder.ts';
import { startServer } from '../support/start-server.ts';

const html = { accept: 'text/html,*/*;q=0.8' };

test('says that it is alive always, and ready only between start and stop', async () => {
  await using server = await startServer();
  const status = async (url: string) => {
    const answer = await server.app.inject({ url });
    return `${answer.statusCode} ${answer.json().status}`;
  };

  expect(await status('/livez')).toBe('200 alive');
  expect(await status('/readyz')).toBe('200 ready');
  server.lifecycle.drain();
  server.lifecycle.ready();
  expect(await status('/readyz'), 'there is no way back from draining').toBe('503 draining');
  expect(await status('/livez'), 'a restart would lose what is in flight').toBe('200 alive');
  expect((await server.app.inject({ url: '/' })).headers.connection).toBe('close');
});

test('tells the page where it runs, and browsers that it may go there and nowhere else', async () => {
  await using here = await startServer();
  const page = await here.app.inject({ url: '/', headers: html });
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['cache-control']).toBe('no-cache');
  expect(page.body).toContain('id="settings">{"apiUrl":"/api"}</script>');
  expect(page.headers['content-security-policy']).toMatch(
    /default-src 'none'; script-src 'self'; .*connect-src 'self';/,
  );
  expect(page.headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
  expect(page.headers['content-security-policy']).not.toMatch(/unsafe|\*/);
  expect(page.headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
  });

  await using there = await startServer({
    API_URL: 'https://api.example/greetings</script>',
    TELEMETRY_URL: 'https://collector.example:4318/v1/logs',
  });
  const other = await there.app.inject({ url: '/', headers: html });
  const settings = /id="settings">(.*?)<\/script>/.exec(other.body)?.[1] ?? '';
  expect(JSON.parse(settings)).toEqual({
    apiUrl: 'https://api.example/greetings</script>',
    telemetryUrl: 'https://collector.example:4318/v1/logs',
  });
  expect(other.headers['content-security-policy']).toContain(
    "connect-src 'self' https://api.example https://collector.example:4318;",
  );
});

test('sends what never changes once, and as small as the browser can take it', async () => {
  await using server = await startServer();
  const url = '/assets/index-a1b2c3.js';
  const get = (headers: Record<string, string>) => server.app.inject({ url, headers });

  const br = await get({ 'accept-encoding': 'gzip, deflate, br, zstd' });
  expect(br.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'br',
    'content-type': 'text/javascript; charset=utf-8',
    vary: 'accept-encoding',
  });
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe(script);
  expect(Number(br.headers['content-length'])).toBe(br.rawPayload.length);
  const gzip = await get({ 'accept-encoding': 'gzip;q=0.5, br;q=0' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.rawPayload).toString()).toBe(script);
  const plain = await get({});
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body).toBe(script);

  const etag = String(br.headers.etag);
  const again = await get({ 'accept-encoding': 'br', 'if-none-match': `"other", W/${etag}` });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  expect(again.headers['content-security-policy']).toBeTruthy();
  expect((await get({ 'accept-encoding': 'gzip', 'if-none-match': etag })).statusCode).toBe(200);

  const page = await server.app.inject({ url: '/', headers: { 'accept-encoding': 'br' } });
  expect(brotliDecompressSync(page.rawPayload).toString()).toContain('{"apiUrl":"/api"}');
  const head = await server.app.inject({ method: 'HEAD', url });
  expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([
    200,
    '',
    String(script.length),
  ]);
});

test('answers with the page where the app has one, and with a problem where there is nothing', async () => {
  await using server = await startServer();
  const get = (url: string, headers = {}) => server.app.inject({ url, headers });

  expect((await get('/orders/12', html)).body).toContain('<title>Test</title>');
  expect((await get('/?query=1')).statusCode).toBe(200);
  expect((await get('/favicon.svg')).headers['content-type']).toBe('image/svg+xml');
  const nothing = [
    ['/orders/12', {}, 'not asked for as a page'],
    ['/assets/index-old.js', html, 'a file of another release'],
    ['/assets/index-a1b2c3.js.map', html, 'not for everybody'],
    ['/assets/index-a1b2c3.js.br', html, 'no file of its own'],
    ['/..%2f..%2fpackage.json', html, 'outside of the app'],
    ['/%2e%2e/package.json', html, 'outside of the app'],
  ] as const;
  for (const [url, headers, why] of nothing) {
    const answer = await get(url, headers);
    expect(answer.statusCode, `${url}: ${why}`).toBe(404);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['cache-control'], 'it may be there after the next release').toBe('no-store');
  }
  expect((await server.app.inject({ method: 'POST', url: '/', payload: {} })).statusCode).toBe(404);
  const large = {
    method: 'POST',
    url: '/',
    payload: 'x'.repeat(2_000),
    headers: { 'content-type': 'text/plain' },
  } as const;
  expect((await server.app.inject(large)).statusCode).toBeGreaterThanOrEqual(400);
});

test('does not start without an app to serve, and says what to do', async () => {
  const settings = { apiUrl: '/api', telemetryUrl: undefined };
  await expect(StaticFiles.load('no/such/folder', settings)).rejects.toThrow(/run "npm run build"/);
  await using folder = await makeAppFolder({ 'index.html': '<!doctype html><title>No settings</title>' });
  await expect(StaticFiles.load(folder.path, settings)).rejects.toThrow(/no element for the settings/);
});
