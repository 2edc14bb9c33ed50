// Runs with `node --test "test/templates/*.test.mjs"`: what the standards say about the sample organisation.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { evaluateRepositories } from './evaluateRendered.mjs';

const require = createRequire(import.meta.url);
const sample = '../../packages/launcher/src/sampleOrganisation';
const { renderRepository } = require(`${sample}/renderRepository.ts`);
const { sampleRepositories } = require(`${sample}/repositories.ts`);
const layers = fileURLToPath(
  new URL('../../packages/launcher/sample/layers', import.meta.url),
);

test('the sample organisation has something of everything, as organisations have', async () => {
  const readable = sampleRepositories.filter(
    ({ layers: names }) => !names.includes('broken-catalog-info'),
  );
  const results = evaluateRepositories(
    await Promise.all(
      readable.map(repository => renderRepository(layers, repository)),
    ),
  );
  const levelOf = Object.fromEntries(
    results.map(({ name, level }) => [name, level]),
  );
  assert.equal(levelOf['http-client'], 'gold');
  assert.equal(levelOf.orders, 'silver');
  assert.equal(levelOf['payments-gateway'], 'bronze');
  assert.equal(levelOf.ledger, 'none');
  const scores = results.map(({ score }) => score).sort((a, b) => a - b);
  assert.ok(scores[0] < 20, `the worst has ${scores[0]}`);
  assert.ok(scores[Math.floor(scores.length / 2)] < 80, `${scores}`);
  // Its services do not fit together, so that there is a chain to look at.
  const refunds = results.find(({ name }) => name === 'refunds');
  assert.match(refunds.missed.join('\n'), /^timeouts-fit: refunds → /m);
});
