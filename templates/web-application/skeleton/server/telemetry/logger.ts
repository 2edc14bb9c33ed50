import { isSpanContextValid, logs, SeverityNumber, trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { Config } from '../config.ts';

const severities: Record<string, SeverityNumber> = {
  trace: SeverityNumber.TRACE,
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
  fatal: SeverityNumber.FATAL,
};

/**
 * Events: what happened (`event`), with fields, and a sentence for people. Lines of JSON on standard output, and records
 * of OpenTelemetry where those are exported. What happens while a request is served carries its trace; an error goes into
 * the field `exception`, under OpenTelemetry's names.
 */
export function createLogger(
  config: Pick<Config, 'LOG_LEVEL' | 'serviceName' | 'serviceVersion'>,
  destination?: DestinationStream,
): Logger {
  const records = logs.getLogger(config.serviceName, config.serviceVersion);
  return pino(
    {
      level: config.LOG_LEVEL,
      base: { service: config.serviceName, version: config.serviceVersion },
      messageKey: 'message',
      errorKey: 'exception',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { exception: describeException },
      mixin: traceOfTheMoment,
      hooks: {
        logMethod(args, method, level) {
          const [first, second] = args as [unknown, string | undefined];
          const fields = typeof first === 'object' && first !== null ? { ...first } : {};
          const { event, exception, ...attributes } = fields as Record<string, unknown>;
          const label = pino.levels.labels[level] ?? 'info';
          records.emit({
            ...(typeof event === 'string' && { eventName: event }),
            severityNumber: severities[label] ?? SeverityNumber.INFO,
            severityText: label,
            body: typeof first === 'string' ? first : (second ?? ''),
            attributes: simpleValuesOf(attributes),
            ...(exception !== undefined && { exception }),
          });
          method.apply(this, args);
        },
      },
    },
    ...(destination ? ([destination] as const) : []),
  );
}

/** An error as `exception.type`, `exception.message` and `exception.stacktrace`. */
export function describeException(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  return { type: error.name, message: error.message, stacktrace: error.stack };
}

function simpleValuesOf(fields: Record<string, unknown>): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
    ),
  );
}

function traceOfTheMoment(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
