import { context, metrics, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Run } from '../database/run-table.ts';
import type { Result } from './result.ts';

type Ending = Pick<Result, 'outcome' | 'reason'> & { error?: Error };

/**
 * One run, one span, one event at its end, and the measurements that say whether it still does what it should: how it
 * ended, how many items, how long, and when it was last done.
 */
export async function observeRun(
  { logger, name, night }: { logger: Logger; name: string; night: string },
  work: (begun: (run: Run) => void) => Promise<Ending>,
): Promise<Result> {
  const startedAt = performance.now();
  const span = trace.getTracer('job').startSpan(`run ${name}`);
  let run: Run | undefined;

  return context.with(trace.setSpan(context.active(), span), async () => {
    const { error, ...ending } = await work((begun) => {
      run = begun;
      const { attempt, cursor } = begun;
      logger.info({ event: 'job.started', night, attempt, resumed: cursor !== undefined }, 'Running');
    }).catch((cause): Ending => {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      return { outcome: 'failed', reason: error.message, error };
    });
    const result: Result = {
      ...ending,
      night,
      items: { done: run?.done ?? 0, failed: run?.failed ?? 0 },
      attempt: run?.attempt ?? 0,
      duration_ms: Math.round(performance.now() - startedAt),
    };

    const attributes = {
      'job.name': name,
      'job.outcome': result.outcome,
      ...(error && { 'error.type': error.name }),
    };
    const meter = metrics.getMeter('job');
    meter.createHistogram('job.run.duration', { unit: 's' }).record(result.duration_ms / 1_000, attributes);
    for (const [state, count] of Object.entries(result.items))
      meter
        .createGauge('job.run.items', { unit: '{item}' })
        .record(count, { 'job.name': name, 'item.state': state });
    if (result.outcome === 'done')
      meter.createGauge('job.last_done', { unit: 's' }).record(Date.now() / 1_000, { 'job.name': name });
    span.setAttributes(attributes);
    if (error) span.setStatus({ code: SpanStatusCode.ERROR, message: error.message }).recordException(error);
    span.end();

    const event = { event: 'job.finished', ...attributes, ...result };
    if (error) logger.error({ ...event, exception: error }, 'Run ended before it was done');
    else if (result.outcome === 'stopped') logger.warn(event, 'Run stopped: the next one goes on here');
    else logger.info(event, 'Run ended');
    return result;
  });
}
