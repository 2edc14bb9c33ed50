import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify';
import { loadConfig } from '../../src/config.ts';
import { createService, type Service } from '../../src/service.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { assertKeepsContract } from './contract-checker.ts';

export interface RunningService extends Service, AsyncDisposable {
  /** What it has logged. */
  lines: Record<string, unknown>[];
  /** Asks without a network in between, and holds the answer against the contract. */
  ask(request: InjectOptions): Promise<Response>;
}

/** The whole service, put together as in production, in this process. */
export async function startService(env: NodeJS.ProcessEnv = {}): Promise<RunningService> {
  const config = loadConfig({ LOG_LEVEL: 'debug', ...env });
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger(config, { write: (line) => lines.push(JSON.parse(line)) });
  const service = await createService(config, logger);
  service.lifecycle.ready();
  return {
    ...service,
    lines,
    ask: async (request) => {
      const answer = await service.app.inject(request);
      assertKeepsContract(request, answer);
      return answer;
    },
    [Symbol.asyncDispose]: () => service.app.close(),
  };
}
