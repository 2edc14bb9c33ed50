import Fastify from 'fastify';

const app = Fastify({ logger: true });

app.get('/', async () => ({ service: '{{name}}' }));

await app.listen({ host: '0.0.0.0', port: 8080 });
