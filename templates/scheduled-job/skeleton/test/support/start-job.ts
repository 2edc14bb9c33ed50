import { loadConfig } from '../../src/config.ts';
import { createJob, type Job, type JobOverrides } from '../../src/job.ts';
import type { Result } from '../../src/run/result.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { assertKeepsContract } from './contract-checker.ts';
import { patientMatrix } from './patient-matrix.ts';

/** In the quiet hours of calendar.yaml. */
export const tonight = new Date('2026-03-10T02:00:00Z');
export const tomorrowNight = new Date('2026-03-11T02:00:00Z');

export interface StartedJob extends Job, AsyncDisposable {
  /** What it has logged. */
  lines: Record<string, unknown>[];
  /** Runs once, and holds the event at the end against the contract. */
  runOnce(stop?: AbortSignal): Promise<Result>;
}

/** The whole job, put together as in production, in this process, at night. */
export async function startJob(
  env: NodeJS.ProcessEnv & { DATABASE_URL: string },
  overrides: JobOverrides = {},
): Promise<StartedJob> {
  const config = loadConfig({ LOG_LEVEL: 'debug', PORT: '0', BATCH_SIZE: '2', ...env });
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger(config, { write: (line) => lines.push(JSON.parse(line)) });
  const job = await createJob(config, logger, {
    matrix: patientMatrix(),
    now: () => tonight,
    ...overrides,
  });
  const runOnce = async (stop = new AbortController().signal) => {
    const result = await job.run(stop);
    const event = lines.findLast((line) => line.event === 'job.finished');
    assertKeepsContract(event);
    return result;
  };
  // Spreading would read what is only there later.
  return Object.assign(Object.create(job), {
    lines,
    runOnce,
    [Symbol.asyncDispose]: () => job.close(),
  }) as StartedJob;
}
