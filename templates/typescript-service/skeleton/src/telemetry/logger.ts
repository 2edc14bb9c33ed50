import { isSpanContextValid, trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { Config } from '../config.ts';

/** Lines of JSON on standard output. Those written while a request is served carry its trace. */
export function createLogger(
  config: Pick<Config, 'LOG_LEVEL' | 'serviceName' | 'serviceVersion'>,
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level: config.LOG_LEVEL,
      base: { service: config.serviceName, version: config.serviceVersion },
      messageKey: 'message',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: traceOfTheMoment,
    },
    ...(destination ? ([destination] as const) : []),
  );
}

function traceOfTheMoment(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
