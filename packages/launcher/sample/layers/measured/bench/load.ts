import autocannon from 'autocannon';
import { createServer } from '../src/http/server.ts';

const server = createServer({ logLevel: 'silent' });
const url = await server.listen({ host: '127.0.0.1', port: 0 });
const result = await autocannon({ url: `${url}/livez`, connections: 20, duration: 10 });
await server.close();
if (result.non2xx > 0 || result.latency.p99 > 250) process.exitCode = 1;
