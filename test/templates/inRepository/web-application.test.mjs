import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { evaluateRendered } from '../evaluateRendered.mjs';
import { run, start } from '../repositoryCommands.mjs';
import { until } from '../until.mjs';
import { repositoryOf } from './repository.mjs';
import { assertShips } from './shipped.mjs';

let repository;
const changed = new Map();
before(async () => {
  repository = await repositoryOf('web-application');
});
after(async () => {
  for (const [path, text] of changed)
    await writeFile(join(repository, path), text);
});

/** Changes a file until the end of the tests. */
async function change(path, from, to) {
  const text = await readFile(join(repository, path), 'utf8');
  assert.ok(text.includes(from), `${path} has no ${from}`);
  if (!changed.has(path)) changed.set(path, text);
  await writeFile(join(repository, path), text.replace(from, to));
}

const fails = script =>
  run('npm', ['run', script], { cwd: repository, timeoutMs: 120_000 }).then(
    output => assert.fail(`npm run ${script} passed:\n${output}`),
    error => error.message,
  );

test('the build is served as browsers need it, and drains on SIGTERM without losing a visitor', async () => {
  const server = start(
    process.execPath,
    ['--enable-source-maps', 'dist/main.js'],
    {
      cwd: repository,
      env: {
        PORT: '0',
        DRAIN_DELAY_MS: '1000',
        API_URL: 'https://api.example/v2',
        TELEMETRY_URL: 'https://collector.example/v1/logs',
      },
    },
  );
  try {
    const url = await until(
      () => /http:\/\/127\.0\.0\.1:\d+/.exec(server.output())?.[0],
      server,
    );
    const statusOf = async path => (await fetch(url + path)).status;
    await until(async () => (await statusOf('/readyz')) === 200, server);

    const page = await fetch(url, { headers: { accept: 'text/html' } });
    const html = await page.text();
    assert.match(html, /<title>parcel-tracking<\/title>/);
    assert.match(html, /"apiUrl":"https:\/\/api\.example\/v2"/);
    assert.match(
      page.headers.get('content-security-policy'),
      /connect-src 'self' https:\/\/api\.example https:\/\/collector\.example;/,
    );
    assert.doesNotMatch(
      html,
      /<script(?![^>]*( src=| type="application\/json"))|<style|\son\w+=|\sstyle=/,
      'nothing that the policy would refuse',
    );
    const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)];
    assert.ok(assets.length >= 3);
    for (const [, path] of assets) {
      const asset = await fetch(url + path, {
        headers: { 'accept-encoding': 'gzip, br' },
      });
      assert.equal(asset.status, 200, path);
      if (!path.startsWith('/assets/')) continue;
      assert.match(asset.headers.get('cache-control'), /immutable/);
      assert.equal(asset.headers.get('content-encoding'), 'br');
    }
    const files = await readdir(join(repository, 'dist/app/assets'));
    const map = files.find(file => file.endsWith('.map'));
    assert.ok(map, 'stacks from production can be read');
    assert.equal(await statusOf(`/assets/${map}`), 404, 'not by everybody');

    server.child.kill('SIGTERM');
    await until(async () => (await statusOf('/readyz')) === 503, server);
    assert.equal(await statusOf('/'), 200, 'served while traffic moves away');
    assert.deepEqual(await server.exited, { code: 0, signal: null });
    assert.match(server.output(), /Every request has finished/);
    const afterwards = await fetch(url).catch(error => error.cause.code);
    assert.equal(afterwards, 'ECONNREFUSED');
  } finally {
    server.end();
  }
});

test('what browsers are given is on the list of what it ships', async () => {
  await assertShips(repository, { ships: 'react-dom', shipsNot: 'vite' });
});

test('a contract that has changed is noticed: first that the types are old, then what that means', async () => {
  await change(
    'contracts/greetings.yaml',
    'text: { type: string',
    'words: { type: string',
  );
  await fails('contracts:check');
  await change(
    'src/outbound/greetings-api.generated.ts',
    'text: string',
    'words: string',
  );
  assert.match(
    await fails('typecheck'),
    /greetings-client\.ts.*'text' does not exist/,
  );
});

test('lint refuses what crosses a border, calls past the client, or shuts somebody out', async () => {
  await change(
    'src/domain/greetings.ts',
    'export interface Greeting {',
    "import '../outbound/outbound-fetch.ts';\nexport interface Greeting {",
  );
  await change(
    'src/ui/not-found-page.tsx',
    '<h1>There is no such page</h1>',
    '<h1>There is no such page</h1>\n      <img src="/lost.png" />',
  );
  await change(
    'src/settings.ts',
    'export function readSettings',
    "export const elsewhere = () => fetch('/elsewhere');\nexport function readSettings",
  );
  const refused = await fails('lint');
  for (const rule of [
    'noRestrictedImports',
    'useAltText',
    'noRestrictedGlobals',
  ])
    assert.match(refused, new RegExp(rule));
});

test('whatever is asked of a service it would pass too, except for an API of its own', async () => {
  const texts = new Map();
  const entries = await readdir(repository, {
    recursive: true,
    withFileTypes: true,
  });
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(repository.length + 1).replaceAll('\\', '/');
    if (!entry.isFile() || /^(node_modules|dist|bench\/history)/.test(path))
      continue;
    texts.set(path, changed.get(path) ?? (await readFile(file, 'utf8')));
  }
  const info = texts.get('catalog-info.yaml');
  assert.match(info, /^ {2}type: website$/m);
  texts.set(
    'catalog-info.yaml',
    info.replace('type: website', 'type: service'),
  );
  const template = {
    metadata: {
      name: 'web-application',
      annotations: { 'backstage.io/template-version': '1.0.0' },
    },
  };
  const { missed, passed } = evaluateRendered(texts, template, {});
  assert.deepEqual(
    missed.map(text => text.split(':')[0]),
    ['api-described'],
  );
  assert.ok(passed >= 70, `only ${passed} checks were passed`);
});
