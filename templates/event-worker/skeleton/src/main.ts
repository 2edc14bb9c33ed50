import { loadConfig } from './config.ts';
import { stopOnSignal } from './shutdown.ts';
import { createLogger, describeException } from './telemetry/logger.ts';
import { startProfiling } from './telemetry/profiling.ts';
import { startTelemetry } from './telemetry/telemetry.ts';
import { createWorker } from './worker.ts';

try {
  const config = loadConfig();
  const telemetry = startTelemetry(config);
  const profiling = await startProfiling(config);
  const logger = createLogger(config);
  const worker = await createWorker(config, logger);

  stopOnSignal({ config, logger, profiling, telemetry, worker });
  await worker.start();
} catch (error) {
  // There may be no configuration and so no logger: say it in the same shape, and let the platform restart us.
  const exception = describeException(error);
  const { message } = error instanceof Error ? error : new Error(String(error));
  const event = { level: 'fatal', time: new Date().toISOString(), event: 'worker.not-started', message };
  process.stderr.write(`${JSON.stringify({ ...event, exception })}\n`);
  process.exit(1);
}
