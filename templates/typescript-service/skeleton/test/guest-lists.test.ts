import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { BusyError, JobQueue, KeyReusedError, UnknownJobError } from '../src/domain/job-queue.ts';
import { PhrasesStub } from './support/phrases-stub.ts';
import { type RunningService, startService } from './support/start-service.ts';

describe('JobQueue', () => {
  test('works on so many at a time, lets so many wait, and refuses the rest until there is room', async () => {
    const began: string[] = [];
    const ends = new Map<string, () => void>();
    const jobs = new JobQueue<string, string>({
      work: (input) => {
        began.push(input);
        return new Promise((resolve) => ends.set(input, () => resolve(input.toUpperCase())));
      },
      concurrency: 1,
      maxWaiting: 1,
      maxEnded: 2,
      ended: () => undefined,
    });
    const first = jobs.accept('key-a', 'a');
    const second = jobs.accept('key-b', 'b');
    assert.deepEqual([jobs.get(first.id).state, jobs.get(second.id).state], ['running', 'waiting']);
    assert.throws(
      () => jobs.accept('key-c', 'c'),
      (error) => error instanceof BusyError && error.retryAfterSeconds > 0,
    );
    assert.equal(jobs.accept('key-a', 'a').id, first.id, 'full, and yet it is no more work');
    assert.throws(() => jobs.accept('key-a', 'other'), KeyReusedError);

    ends.get('a')?.();
    while (began.length < 2) await delay(1);
    assert.deepEqual(jobs.get(first.id), { id: first.id, state: 'done', result: 'A' });
    jobs.accept('key-c', 'c');
    const drained = jobs.drain().then(() => 'drained');
    assert.throws(() => jobs.accept('key-d', 'd'), BusyError);
    assert.equal(jobs.accept('key-c', 'c').state, 'waiting', 'what was accepted is told still');
    assert.equal(await Promise.race([drained, delay(20, 'at work')]), 'at work');
    ends.get('b')?.();
    while (began.length < 3) await delay(1);
    ends.get('c')?.();
    assert.equal(await drained, 'drained');
    assert.deepEqual(began, ['a', 'b', 'c'], 'nothing twice');
    assert.throws(() => jobs.get(first.id), UnknownJobError, 'only so many are remembered');
    assert.equal(jobs.get(second.id).state, 'done');
  });

  test('goes on after work that fails, and knows that it did', async () => {
    const seen: string[] = [];
    const jobs = new JobQueue<number, number>({
      work: async (input) => {
        if (input === 0) throw new Error('nothing to divide by');
        return 1 / input;
      },
      concurrency: 1,
      maxWaiting: 10,
      maxEnded: 10,
      ended: (job) => seen.push(job.state),
    });
    const { id } = jobs.accept('zero', 0);
    jobs.accept('two', 2);
    await jobs.drain();
    assert.deepEqual(seen, ['failed', 'done']);
    const job = jobs.get(id);
    assert.ok(job.state === 'failed' && job.error instanceof Error);
  });
});

const list = (names: string[], key: string, language = 'fr') => ({
  method: 'POST' as const,
  url: '/v1/guest-lists',
  headers: { 'idempotency-key': key },
  payload: { names, language },
});

/** Follows the Location as a caller would, until the job has ended. */
async function follow(service: RunningService, location: unknown) {
  const { pathname } = new URL(String(location), 'http://service/v1/guest-lists');
  for (;;) {
    const answer = await service.ask({ url: pathname });
    assert.equal(answer.statusCode, 200);
    if (!('retry-after' in answer.headers)) return answer.json();
    await delay(5);
  }
}

describe('POST /v1/guest-lists', () => {
  test('accepts, says where to ask, and does what comes again only once', async () => {
    await using phrases = await PhrasesStub.start();
    await using service = await startService({ PHRASES_URL: phrases.url });

    const accepted = await service.ask(list(['Ada', 'Zoë'], 'party-0001'));
    assert.equal(accepted.statusCode, 202);
    const again = await service.ask(list(['Ada', 'Zoë'], 'party-0001'));
    assert.equal(again.headers.location, accepted.headers.location);
    const job = await follow(service, accepted.headers.location);
    assert.equal(job.state, 'done');
    assert.deepEqual(
      job.greetings.map((greeting: { text: string }) => greeting.text),
      ['Bonjour, Ada!', 'Bonjour, Zoë!'],
    );
    assert.equal(phrases.calls.length, 2);
    const [event] = service.lines.filter((line) => line.event === 'job.ended');
    assert.deepEqual([event?.job, event?.['job.state']], [job.id, 'done']);
    assert.ok(Number(event?.duration_ms) >= 0);

    const unknown = await service.ask(list(['Ada'], 'party-0002', 'xx'));
    const failed = await follow(service, unknown.headers.location);
    assert.deepEqual([failed.state, failed.problem.type], ['failed', 'unknown-language']);
  });

  test('refuses with a problem that says what to do', async () => {
    await using phrases = await PhrasesStub.start();
    phrases.behaviour = 'never-answers';
    await using service = await startService({ MAX_WAITING_JOBS: '0', PHRASES_URL: phrases.url });
    for (const key of ['party-0001', 'party-0002'])
      assert.equal((await service.ask(list(['Ada'], key))).statusCode, 202);
    const busy = await service.ask(list(['Ada'], 'party-0003'));
    assert.deepEqual([busy.statusCode, busy.json().type, busy.headers['retry-after']], [503, 'busy', '5']);

    await using open = await startService({ PHRASES_URL: 'http://127.0.0.1:1' });
    await open.ask(list(['Ada'], 'party-0001'));
    const reused = await open.ask(list(['Zoë'], 'party-0001'));
    assert.deepEqual([reused.statusCode, reused.json().type], [422, 'key-reused']);
    const { headers: _, ...keyless } = list(['Ada'], '');
    const refused = await open.ask(keyless);
    assert.equal(refused.statusCode, 400);
    assert.match(refused.json().detail, /idempotency-key/);
    const url = '/v1/jobs/00000000-0000-4000-8000-000000000000';
    assert.equal((await open.ask({ url })).json().type, 'unknown-job');
    await Promise.all([service.jobs.drain(), open.jobs.drain()]);
  });
});
