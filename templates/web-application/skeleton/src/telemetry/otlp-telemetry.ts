import type { Attributes, Telemetry, Trace } from './telemetry.ts';

export interface OtlpTelemetryOptions {
  /** The logs path of a collector. */
  url: string;
  serviceName: string;
  serviceVersion: string;
  /** Sends a body in the background and outlives the page; false where it could not. */
  send?: (url: string, body: Blob) => boolean;
}

interface LogRecord {
  timeUnixNano: string;
  severityNumber: number;
  severityText: string;
  eventName: string;
  attributes: KeyValue[];
  traceId?: string;
  spanId?: string;
}

interface KeyValue {
  key: string;
  value: { stringValue: string } | { intValue: string } | { doubleValue: number } | { boolValue: boolean };
}

const mostAtOnce = 50;
const longestWaitMs = 5_000;
const longestText = 8_000;

/**
 * Events as log records of OpenTelemetry (OTLP over HTTP, JSON), sent in batches: after five seconds, when there are many,
 * and when the page is hidden, which is the last that a page hears on a phone. An event that cannot be sent is lost:
 * telling what happened must never be in the way of what happens.
 */
export class OtlpTelemetry implements Telemetry {
  readonly #options: OtlpTelemetryOptions;
  readonly #send: (url: string, body: Blob) => boolean;
  #waiting: LogRecord[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OtlpTelemetryOptions) {
    this.#options = options;
    this.#send = options.send ?? ((url, body) => navigator.sendBeacon(url, body));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.flush();
    });
  }

  event(name: string, attributes: Attributes = {}, trace?: Trace): void {
    this.#record({ eventName: name, severityNumber: 9, severityText: 'INFO' }, attributes, trace);
  }

  exception(error: unknown, attributes: Attributes = {}): void {
    const thrown = error instanceof Error ? error : undefined;
    this.#record(
      { eventName: 'exception', severityNumber: 17, severityText: 'ERROR' },
      {
        ...attributes,
        'exception.type': thrown?.name ?? typeof error,
        'exception.message': thrown?.message ?? String(error),
        ...(thrown?.stack !== undefined && { 'exception.stacktrace': thrown.stack }),
      },
    );
  }

  /** Sends what is waiting. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const { url, serviceName, serviceVersion } = this.#options;
    const resource = { 'service.name': serviceName, 'service.version': serviceVersion };
    const logRecords = this.#waiting;
    this.#waiting = [];
    const body = {
      resourceLogs: [
        {
          resource: { attributes: keyValues(resource) },
          scopeLogs: [{ scope: { name: 'browser' }, logRecords }],
        },
      ],
    };
    this.#send(url, new Blob([JSON.stringify(body)], { type: 'application/json' }));
  }

  #record(
    kind: Pick<LogRecord, 'eventName' | 'severityNumber' | 'severityText'>,
    attributes: Attributes,
    trace?: Trace,
  ): void {
    // Addresses carry what people look for: the path says where it happened, without the query.
    const where = { 'url.path': location.pathname };
    this.#waiting.push({
      timeUnixNano: `${Date.now()}000000`,
      ...kind,
      attributes: keyValues({ ...where, ...attributes }),
      ...trace,
    });
    if (this.#waiting.length >= mostAtOnce) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), longestWaitMs);
  }
}

function keyValues(attributes: Attributes): KeyValue[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean): KeyValue['value'] {
  if (typeof value === 'string') return { stringValue: value.slice(0, longestText) };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
