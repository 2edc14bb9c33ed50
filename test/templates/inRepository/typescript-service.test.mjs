import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { start } from '../repositoryCommands.mjs';
import { until } from '../until.mjs';
import { repositoryOf } from './repository.mjs';

const greeting = { text: 'Hej, Ada!', language: 'sv', degraded: false };

test('the build starts, answers, and drains on SIGTERM without losing a request', async () => {
  const repository = await repositoryOf('typescript-service');
  // The traces of the requests that the service has taken, each once however often it asks.
  const taken = new Set();
  const phrases = createServer(async (request, response) => {
    if (request.url.endsWith('/sv'))
      taken.add(request.headers.traceparent.split('-')[1]);
    await delay(150);
    response
      .setHeader('content-type', 'application/json')
      .end('{"text":"Hej"}');
  });
  phrases.listen(0, '127.0.0.1');
  await once(phrases, 'listening');
  const service = start(
    process.execPath,
    ['--enable-source-maps', 'dist/main.js'],
    {
      cwd: repository,
      env: {
        PORT: '0',
        DRAIN_DELAY_MS: '2000',
        PHRASES_URL: `http://127.0.0.1:${phrases.address().port}`,
      },
    },
  );
  try {
    const url = await until(
      () => /http:\/\/127\.0\.0\.1:\d+/.exec(service.output())?.[0],
      service,
    );
    const statusOf = async path => (await fetch(url + path)).status;
    const statuses = () =>
      Promise.all(['/livez', '/readyz', '/openapi.json'].map(statusOf));
    await until(async () => (await statusOf('/readyz')) === 200, service);
    assert.deepEqual(await statuses(), [200, 200, 200]);
    const asked = `${url}/v1/greetings/Ada?language=sv`;
    assert.deepEqual(await (await fetch(asked)).json(), greeting);

    // Takes longer than traffic needs to move away.
    const guests = Array.from({ length: 20 }, (_, index) => `Guest ${index}`);
    const sendList = key =>
      fetch(`${url}/v1/guest-lists`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ names: guests, language: 'de' }),
      });
    const accepted = await sendList('before-it-stops');
    assert.equal(accepted.status, 202);
    const job = new URL(accepted.headers.get('location'), accepted.url);

    service.child.kill('SIGTERM');
    await until(async () => (await statusOf('/readyz')) === 503, service);
    assert.equal((await (await fetch(job)).json()).state, 'running');
    const late = await sendList('while-it-stops');
    assert.deepEqual(
      [late.status, late.headers.get('retry-after')],
      [503, '5'],
    );
    assert.deepEqual(
      await statuses(),
      [200, 503, 200],
      'served while traffic moves away',
    );

    // Asked so late that the server closes while answers are still being made.
    taken.clear();
    const answers = [];
    for (let closed = false; !closed; ) {
      const answer = fetch(asked).then(
        async response => ({
          status: response.status,
          body: await response.json(),
        }),
        error => ({ refused: error.cause?.code ?? error.message }),
      );
      answers.push(answer);
      const last = await Promise.race([answer, delay(40)]);
      closed = last?.refused !== undefined || last?.status === 503;
    }
    // A connection that waits to be accepted when the server closes is reset, and one that was accepted just before is
    // told to come back. Nobody has begun with either; what somebody has begun with is answered.
    const refusals = ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'];
    const given = [];
    for (const answer of await Promise.all(answers)) {
      if (answer.refused) assert.ok(refusals.includes(answer.refused));
      else if (answer.status !== 503) given.push(answer);
    }
    assert.equal(given.length, taken.size, 'what it took, it answered');
    assert.ok(given.length > 5);
    for (const answer of given)
      assert.deepEqual(answer, { status: 200, body: greeting });

    assert.deepEqual(await service.exited, { code: 0, signal: null });
    assert.match(service.output(), /Every request has finished, and every job/);
    const [ended, ...more] = service
      .output()
      .split('\n')
      .filter(line => line.includes('"event":"job.ended"'))
      .map(line => JSON.parse(line));
    assert.deepEqual([ended['job.state'], more], ['done', []]);
    const afterwards = await fetch(asked).catch(error => error.cause.code);
    assert.equal(afterwards, 'ECONNREFUSED');
  } finally {
    service.end();
    phrases.closeAllConnections();
    phrases.close();
  }
});
