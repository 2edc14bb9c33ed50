import { loadConfig } from './config.ts';
import { createJob } from './job.ts';
import { exitCodes } from './run/result.ts';
import { stopSignal, within } from './shutdown.ts';
import { createLogger, describeException } from './telemetry/logger.ts';
import { startProfiling } from './telemetry/profiling.ts';
import { startTelemetry } from './telemetry/telemetry.ts';

try {
  const config = loadConfig();
  const telemetry = startTelemetry(config);
  const profiling = await startProfiling(config);
  const logger = createLogger(config);
  const job = await createJob(config, logger);

  const { outcome } = await job.run(stopSignal(config, logger));
  // What is left of the telemetry and the connections is worth a moment, not the exit code.
  await within(2_000, Promise.all([job.close(), profiling.stop(), telemetry.shutdown()])).catch((exception) =>
    logger.warn({ event: 'job.not-tidy', exception }, 'Left without tidying up'),
  );
  process.exit(exitCodes[outcome]);
} catch (error) {
  // There may be no configuration and so no logger: say it in the same shape.
  const exception = describeException(error);
  const { message } = error instanceof Error ? error : new Error(String(error));
  const event = { level: 'fatal', time: new Date().toISOString(), event: 'job.not-started', message };
  process.stderr.write(`${JSON.stringify({ ...event, exception })}\n`);
  process.exit(1);
}
