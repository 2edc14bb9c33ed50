import type { Attributes, Telemetry, Trace } from '../../src/telemetry/telemetry.ts';

/** Telemetry that a test can look at. */
export class RecordedTelemetry implements Telemetry {
  readonly events: { name: string; attributes: Attributes; trace: Trace | undefined }[] = [];
  readonly exceptions: unknown[] = [];

  event(name: string, attributes: Attributes = {}, trace?: Trace): void {
    this.events.push({ name, attributes, trace });
  }

  exception(error: unknown): void {
    this.exceptions.push(error);
  }

  /** The attributes of every event of this name. */
  of(name: string): Attributes[] {
    return this.events.filter((event) => event.name === name).map(({ attributes }) => attributes);
  }
}
