import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { parse } from 'yaml';
import { loadConfig } from '../src/config.ts';
import { createServer } from '../src/http/server.ts';
import { Lifecycle } from '../src/lifecycle.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { startService } from './support/start-service.ts';

const silent = createLogger({ ...loadConfig({}), LOG_LEVEL: 'silent' });

test('says that it is alive always, and ready only between start and stop', async () => {
  await using service = await startService();
  const status = async (url: string) => {
    const answer = await service.ask({ url });
    return `${answer.statusCode} ${answer.json().status}`;
  };

  assert.equal(await status('/livez'), '200 alive');
  assert.equal(await status('/readyz'), '200 ready');
  service.lifecycle.drain();
  service.lifecycle.ready();
  assert.equal(await status('/readyz'), '503 draining', 'there is no way back from draining');
  assert.equal(await status('/livez'), '200 alive', 'a restart would lose what is in flight');
  assert.equal((await service.ask({ url: '/livez' })).headers.connection, 'close');
});

test('serves its contract, and does not start apart from it', async () => {
  await using service = await startService();
  const served = (await service.ask({ url: '/openapi.json' })).json();
  assert.equal(
    served.info.version,
    loadConfig({}).serviceVersion,
    'openapi.yaml and package.json have one version',
  );
  assert.deepEqual(served, parse(readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8')));

  const start = (handlers: Record<string, () => unknown>): Promise<FastifyInstance> =>
    createServer({ deadlineMs: 1_000, handlers, lifecycle: new Lifecycle(), logger: silent });
  const every = Object.fromEntries(
    ['getGreeting', 'greetGuests', 'getJob', 'getLiveness', 'getReadiness', 'getContract'].map((id) => [
      id,
      () => undefined,
    ]),
  );
  await assert.rejects(start({ getLiveness: () => undefined }), /getGreeting, which no handler answers/);
  await assert.rejects(
    start({ ...every, getMore: () => undefined }),
    /without an operation in openapi.yaml: getMore/,
  );
});

test('answers a problem where there is nothing, and keeps the inside of an error to itself', async () => {
  await using service = await startService();
  const nothing = await service.app.inject({ url: '/v2/none?secret=1' });
  assert.equal(nothing.statusCode, 404);
  assert.match(nothing.headers['content-type'] as string, /^application\/problem\+json/);
  assert.match(nothing.json().detail, /GET \/v2\/none\. /);

  const app = await createServer({
    deadlineMs: 50,
    lifecycle: new Lifecycle(),
    logger: silent,
    handlers: {
      getGreeting: (request) =>
        request.url.endsWith('/slow') ? delay(1_000) : Promise.reject(new Error('password=hunter2')),
      greetGuests: () => undefined,
      getJob: () => undefined,
      getLiveness: () => undefined,
      getReadiness: () => undefined,
      getContract: () => undefined,
    },
  });
  const failed = await app.inject({ url: '/v1/greetings/Ada' });
  const late = await app.inject({ url: '/v1/greetings/slow' });
  await app.close();
  assert.equal(failed.statusCode, 500);
  assert.doesNotMatch(failed.body, /hunter2/);
  assert.deepEqual([late.statusCode, late.json().type], [503, 'timeout'], 'nobody is left to wait');
});
