import { loadConfig } from './config.ts';
import { createService } from './service.ts';
import { stopOnSignal } from './shutdown.ts';
import { createLogger, describeException } from './telemetry/logger.ts';
import { startProfiling } from './telemetry/profiling.ts';
import { startTelemetry } from './telemetry/telemetry.ts';

try {
  const config = loadConfig();
  const telemetry = startTelemetry(config);
  const profiling = await startProfiling(config);
  const logger = createLogger(config);
  const { app, jobs, lifecycle } = await createService(config, logger);

  stopOnSignal({ app, config, jobs, lifecycle, logger, profiling, telemetry });
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
