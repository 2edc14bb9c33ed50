export type Attributes = Record<string, string | number | boolean>;

/** Ties what happens here to what happens in the services that it calls (W3C Trace Context). */
export interface Trace {
  traceId: string;
  spanId: string;
}

/** Where the app says what happened. Never hand it what people typed. */
export interface Telemetry {
  /** Something happened: one event at the end of each unit of work. */
  event(name: string, attributes?: Attributes, trace?: Trace): void;
  /** Something was thrown: an event with the fields `exception.type`, `exception.message` and `exception.stacktrace`. */
  exception(error: unknown, attributes?: Attributes): void;
}

/** Says nothing to anybody: for where no address is set. */
export const noTelemetry: Telemetry = { event: () => undefined, exception: () => undefined };
