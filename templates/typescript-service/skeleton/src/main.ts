import { loadConfig } from './config.ts';
import { createService } from './service.ts';
import { stopOnSignal } from './shutdown.ts';
import { createLogger } from './telemetry/logger.ts';
import { startTelemetry } from './telemetry/telemetry.ts';

try {
  const config = loadConfig();
  const telemetry = startTelemetry(config);
  const logger = createLogger(config);
  const { app, lifecycle } = await createService(config, logger);

  stopOnSignal({ app, config, lifecycle, logger, telemetry });
  await app.listen({ host: config.HOST, port: config.PORT });
  lifecycle.ready();
} catch (error) {
  // There may be no configuration and so no logger: say it in the same shape, and let the platform restart us.
  const { message, stack, name } = error instanceof Error ? error : new Error(String(error));
  const err = name === 'ConfigError' ? { type: name } : { type: name, stack };
  process.stderr.write(
    `${JSON.stringify({ level: 'fatal', time: new Date().toISOString(), message, err })}\n`,
  );
  process.exit(1);
}
