import { createServer } from './http/server.ts';
import { config } from './config.ts';
import { drain } from './shutdown.ts';

const server = createServer(config);
await server.listen({ host: '0.0.0.0', port: config.port });

// Kubernetes asks with SIGTERM: answer what is under way, then go.
process.on('SIGTERM', () => drain(server, config.drainMs));
