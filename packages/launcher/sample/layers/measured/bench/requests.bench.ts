import { createServer } from '../src/http/server.ts';

const server = createServer({ logLevel: 'silent' });
const requests = 2_000;
const startedAt = performance.now();
for (let i = 0; i < requests; i++) await server.inject({ url: '/livez' });
const took = (performance.now() - startedAt) / requests;
process.stdout.write(`${took.toFixed(3)} ms per request\n`);
