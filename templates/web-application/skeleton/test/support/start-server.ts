import type { FastifyInstance } from 'fastify';
import { loadConfig } from '../../server/config.ts';
import { createServer } from '../../server/http/server.ts';
import { StaticFiles } from '../../server/http/static-files.ts';
import { Lifecycle } from '../../server/lifecycle.ts';
import { createLogger } from '../../server/telemetry/logger.ts';
import { makeAppFolder } from './app-folder.ts';

export interface RunningServer extends AsyncDisposable {
  app: FastifyInstance;
  lifecycle: Lifecycle;
  /** What it has logged. */
  lines: Record<string, unknown>[];
}

/** The whole server, put together as in production, in this process. */
export async function startServer(env: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
  await using folder = await makeAppFolder();
  const config = loadConfig({ LOG_LEVEL: 'debug', ...env });
  const settings = { apiUrl: config.API_URL, telemetryUrl: config.TELEMETRY_URL };
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger(config, { write: (line) => lines.push(JSON.parse(line)) });
  const lifecycle = new Lifecycle();
  const files = await StaticFiles.load(folder.path, settings);
  const app = await createServer({ files, lifecycle, logger, settings });
  lifecycle.ready();
  return { app, lifecycle, lines, [Symbol.asyncDispose]: () => app.close() };
}
