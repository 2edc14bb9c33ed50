import { loadConfig } from './config.ts';
import { createServer } from './http/server.ts';
import { StaticFiles } from './http/static-files.ts';
import { Lifecycle } from './lifecycle.ts';
import { stopOnSignal } from './shutdown.ts';
import { createLogger, describeException } from './telemetry/logger.ts';
import { startProfiling } from './telemetry/profiling.ts';
import { startTelemetry } from './telemetry/telemetry.ts';

try {
  const config = loadConfig();
  const telemetry = startTelemetry(config);
  const profiling = await startProfiling(config);
  const logger = createLogger(config);
  const lifecycle = new Lifecycle();
  const settings = { apiUrl: config.API_URL, telemetryUrl: config.TELEMETRY_URL };
  const files = await StaticFiles.load(config.APP_DIR, settings);
  const app = await createServer({ files, lifecycle, logger, settings });

  stopOnSignal({ app, config, lifecycle, logger, profiling, telemetry });
  await app.listen({ host: config.HOST, port: config.PORT });
  lifecycle.ready();
} catch (error) {
  // There may be no configuration and so no logger: say it in the same shape, and let the platform restart us.
  const exception = describeException(error);
  const { message } = error instanceof Error ? error : new Error(String(error));
  const event = { level: 'fatal', time: new Date().toISOString(), event: 'service.not-started', message };
  process.stderr.write(`${JSON.stringify({ ...event, exception })}\n`);
  process.exit(1);
}
