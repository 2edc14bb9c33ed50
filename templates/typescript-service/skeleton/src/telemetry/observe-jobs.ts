import { metrics } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Job } from '../domain/job-queue.ts';

/** One unit of work, one measurement, one event, in the trace of the request that brought the work. */
export function observeJobs(logger: Logger): (job: Job<unknown>, durationMs: number) => void {
  const duration = metrics.getMeter('jobs').createHistogram('job.duration', { unit: 's' });
  return (job, durationMs) => {
    const attributes = { 'job.state': job.state };
    duration.record(durationMs / 1_000, attributes);
    const duration_ms = Math.round(durationMs * 10) / 10;
    const event = { event: 'job.ended', job: job.id, ...attributes, duration_ms };
    if (job.state === 'failed') logger.warn({ ...event, exception: job.error }, 'Job failed');
    else logger.info(event, 'Job done');
  };
}
