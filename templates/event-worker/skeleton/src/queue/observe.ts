import {
  context,
  type Histogram,
  metrics,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Message } from './contract.ts';
import type { Delivery } from './message-queue.ts';

export interface Outcome {
  /**
   * `processed`, or `duplicate` where it had been before; `failed` where there will be another attempt; `given-up` after
   * the last one, and `refused` where none could help: those two are dead letters now.
   */
  result: 'processed' | 'duplicate' | 'failed' | 'given-up' | 'refused';
  error?: Error;
}

/**
 * One message, one span, one measurement, one event: its type, attempt, how it ended, how long it took, and how long it
 * had waited. Names follow OpenTelemetry's semantic conventions for messaging; the trace is the sender's.
 */
export async function observeMessage(
  delivery: Delivery,
  logger: Logger,
  handle: (seen: (message: Message) => void) => Promise<Outcome>,
): Promise<void> {
  const startedAt = performance.now();
  const waitedMs = Date.now() - delivery.since.getTime();
  const parent = propagation.extract(context.active(), delivery.message ?? {});
  const span = trace.getTracer('queue').startSpan('process messages', { kind: SpanKind.CONSUMER }, parent);
  let type = 'unknown';
  let id: string | undefined;

  await context.with(trace.setSpan(parent, span), async () => {
    const { result, error } = await handle((message) => {
      ({ id, type } = message);
    });
    const failed = error !== undefined;
    const attributes = {
      'messaging.system': 'pgboss',
      'messaging.operation.name': 'process',
      'messaging.message.type': type,
      'messaging.result': result,
      ...(failed && { 'error.type': error.name }),
    };
    const tookMs = performance.now() - startedAt;
    durations().record(tookMs / 1_000, attributes);
    span.setAttributes(attributes);
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR, message: error.message }).recordException(error);
    span.end();

    const event = {
      event: 'message.handled',
      ...attributes,
      'messaging.message.id': id,
      attempt: delivery.attempt,
      duration_ms: Math.round(tookMs * 10) / 10,
      waited_ms: waitedMs,
    };
    if (result === 'given-up' || result === 'refused')
      logger.error({ ...event, exception: error }, 'Message became a dead letter');
    else if (failed) logger.warn({ ...event, exception: error }, 'Message failed: it will be tried again');
    else logger.info(event, 'Message handled');
  });
}

let histogram: Histogram | undefined;

/** Made when the first message is measured: telemetry has been started by then. */
function durations(): Histogram {
  histogram ??= metrics.getMeter('queue').createHistogram('messaging.process.duration', {
    unit: 's',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
  });
  return histogram;
}
