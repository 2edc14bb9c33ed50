import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Greeting, GreetingService, UnknownLanguageError } from '../src/domain/greeting-service.ts';
import { PhrasesStub } from './support/phrases-stub.ts';
import { startService } from './support/start-service.ts';

describe('GreetingService', () => {
  test('greets, falls back to English, and knows what it does not know', async () => {
    const phrases: Record<string, string> = { fr: 'Bonjour' };
    const service = new GreetingService({ phrase: async (language) => phrases[language] });
    const cut = new GreetingService({ phrase: () => Promise.reject(new Error('cut off')) });

    assert.deepEqual(await service.greet('Ada', 'fr'), {
      text: 'Bonjour, Ada!',
      language: 'fr',
      degraded: false,
    });
    assert.deepEqual(await cut.greet('Ada', 'fr'), { text: 'Hello, Ada!', language: 'en', degraded: true });
    await assert.rejects(service.greet('Ada', 'xx'), UnknownLanguageError);
  });
});

describe('GET /v1/greetings/{name}', () => {
  test('answers in the language asked for, English by default, in any script', async () => {
    await using phrases = await PhrasesStub.start();
    await using service = await startService({ PHRASES_URL: phrases.url });

    const french = await service.ask({ url: '/v1/greetings/Ada?language=fr' });
    assert.equal(french.statusCode, 200);
    assert.deepEqual(french.json<Greeting>(), { text: 'Bonjour, Ada!', language: 'fr', degraded: false });
    const unicode = await service.ask({ url: `/v1/greetings/${encodeURIComponent('Zoë 张/伟')}` });
    assert.equal(unicode.json<Greeting>().text, 'Hello, Zoë 张/伟!');
  });

  test('refuses with a problem that says what is wrong', async () => {
    await using phrases = await PhrasesStub.start();
    await using service = await startService({ PHRASES_URL: phrases.url });

    const refused: [url: string, status: number, type: string, detail: RegExp][] = [
      ['/v1/greetings/Ada?language=xx', 404, 'unknown-language', /"xx"/],
      ['/v1/greetings/Ada?language=french', 400, 'invalid-request', /language/],
      ['/v1/greetings/Ada?lang=fr', 400, 'invalid-request', /additional properties: "lang"/],
      [`/v1/greetings/${'a'.repeat(81)}`, 400, 'invalid-request', /80/],
    ];
    for (const [url, status, type, detail] of refused) {
      const answer = await service.ask({ url });
      assert.equal(answer.statusCode, status, url);
      assert.equal(answer.json().type, type, url);
      assert.match(answer.json().detail, detail, url);
    }
    // A refusal is an answer: it is neither repeated nor held against the dependency.
    assert.equal(phrases.calls.length, 1);
  });
});
