import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { GreetingService, RefusedError } from '../src/domain/greeting-service.ts';
import { Consumer } from '../src/queue/consumer.ts';
import { loadContract } from '../src/queue/contract.ts';
import { PhrasesStub } from './support/phrases-stub.ts';
import { arrival, results, startWorker } from './support/start-worker.ts';
import { TestDatabase } from './support/test-database.ts';
import { until } from './support/until.ts';

test('GreetingService greets, and refuses what no later attempt can do anything for', async () => {
  const service = new GreetingService({ phrase: async (language) => ({ fr: 'Bonjour' })[language] });
  assert.deepEqual(await service.greet({ name: 'Ada', language: 'fr' }), {
    name: 'Ada',
    text: 'Bonjour, Ada!',
  });
  await assert.rejects(service.greet({ name: 'Ada', language: 'xx' }), RefusedError);
});

test('the contract is what messages are held to, and what handlers there have to be', () => {
  const contract = loadContract();
  const message = arrival('Zoë 张伟');
  assert.deepEqual(contract.check(message), message);
  const wrong: [message: unknown, why: RegExp][] = [
    [{ ...message, id: '' }, /id/],
    [{ ...message, type: 'person.left' }, /no message "person.left"/],
    [{ ...message, data: { name: 'Ada' } }, /language/],
    [{ ...message, data: { ...message.data, shoeSize: 42 } }, /additional properties/],
    ['arrived', /no message/],
  ];
  for (const [nonsense, why] of wrong)
    assert.throws(
      () => contract.check(nonsense),
      (error) => error instanceof RefusedError && why.test(error.message),
    );

  const create = (handlers: object) => Consumer.create({ handlers } as Parameters<typeof Consumer.create>[0]);
  assert.throws(() => create({}), /person\.arrived, which no handler takes/);
  const handler = () => undefined;
  assert.throws(() => create({ 'person.arrived': handler, other: handler }), /without a message .*: other/);
});

describe('a message', { concurrency: true }, () => {
  let phrases: PhrasesStub;
  before(async () => {
    phrases = await PhrasesStub.start();
  });
  after(() => phrases[Symbol.asyncDispose]());

  test('leads to what it should exactly once, however often it is sent and whoever gets it', async () => {
    await using database = await TestDatabase.create();
    const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url };
    await using one = await startWorker(env);
    await using other = await startWorker(env);

    const names = Array.from({ length: 30 }, (_, index) => `Ada ${index}`);
    const messages = names.map((name) => arrival(name));
    await one.queue.send([...messages, ...messages, ...messages]);
    const ended = (result: string) =>
      [...results(one), ...results(other)].filter((each) => each === result).length;
    await until(() => ended('processed') + ended('duplicate') === 90);

    const rows = await database.rows('SELECT name, text FROM greeting');
    assert.deepEqual(rows.map((row) => row.name).sort(), names.sort());
    assert.ok(rows.every((row) => row.text === `Bonjour, ${row.name}!`));
    assert.deepEqual([ended('processed'), ended('duplicate')], [30, 60]);
    assert.deepEqual(await one.queue.state(), { depth: 0, ageSeconds: 0, deadLetters: 0 });
  });

  test('is marked as done only together with what it leads to', async () => {
    await using database = await TestDatabase.create();
    await using worker = await startWorker({ DATABASE_URL: database.url, PHRASES_URL: phrases.url });
    await database.rows(`ALTER TABLE greeting ADD CONSTRAINT no_ada CHECK (name <> 'Ada') NOT VALID`);
    await worker.queue.send([arrival('Ada')]);
    await until(() => results(worker).length > 0);
    assert.equal(results(worker)[0], 'failed');
    assert.deepEqual(await database.rows('SELECT * FROM processed_message'), []);

    await database.rows('ALTER TABLE greeting DROP CONSTRAINT no_ada');
    await until(() => results(worker).at(-1) === 'processed');
    const handled = worker.lines.filter((line) => line.event === 'message.handled');
    assert.deepEqual(
      handled.map((line) => line.attempt),
      [1, 2],
    );
    assert.match(JSON.stringify(handled[0]?.exception), /no_ada/);
    assert.equal((await database.rows('SELECT * FROM greeting')).length, 1);
  });

  test('is sent in the transaction of its sender, or not at all', async () => {
    await using database = await TestDatabase.create();
    await using worker = await startWorker({ DATABASE_URL: database.url, PHRASES_URL: phrases.url });
    const send = (name: string, error?: Error) =>
      worker.database.transaction(async (transaction) => {
        await worker.queue.send([arrival(name)], transaction);
        if (error) throw error;
      });
    // More often than a breaker puts up with: an error of ours is not the database's.
    for (let round = 0; round < 6; round++) {
      await assert.rejects(send('Ada', new Error('rolled back')), /rolled back/);
    }
    await send('Grace');
    await until(() => results(worker).length > 0);
    assert.deepEqual(
      (await database.rows('SELECT name FROM greeting')).map((row) => row.name),
      ['Grace'],
    );
  });

  test('that nothing can be done for is a dead letter at once, and can be sent again from there', async () => {
    await using database = await TestDatabase.create();
    await using worker = await startWorker({ DATABASE_URL: database.url, PHRASES_URL: phrases.url });
    const nonsense = { ...arrival('Ada'), type: 'person.left' };
    const unknown = arrival('Grace', 'xx');
    await worker.queue.send([nonsense, unknown]);
    await until(() => results(worker).length === 2);
    assert.deepEqual(results(worker), ['refused', 'refused']);
    assert.equal((await worker.queue.state()).deadLetters, 2);
    const letters = await worker.queue.deadLetters(10);
    assert.deepEqual(letters.map((letter) => letter.message).sort(), [nonsense, unknown].sort());

    assert.equal(await worker.queue.redrive(1), 1);
    await until(() => results(worker).length === 3);
    assert.equal((await worker.queue.state()).deadLetters, 2, 'refused once more');
  });
});

test('messages beyond what there are hands for stay in the queue', async () => {
  await using database = await TestDatabase.create();
  await using phrases = await PhrasesStub.start();
  phrases.behaviour = 'never-answers'; // so that each takes as long as the matrix lets it
  await using worker = await startWorker({
    DATABASE_URL: database.url,
    PHRASES_URL: phrases.url,
    CONCURRENCY: '2',
  });
  await worker.queue.send(Array.from({ length: 10 }, () => arrival('Ada')));
  await until(() => phrases.calls.length > 0);
  const [row] = await database.rows(`SELECT count(*)::int FROM queue.job WHERE state = 'active'`);
  assert.equal(row.count, 2);
  const { depth, ageSeconds } = await worker.queue.state();
  assert.equal(depth, 8);
  assert.ok(ageSeconds > 0 && ageSeconds < 20);
});
