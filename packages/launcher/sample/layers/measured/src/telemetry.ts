import { trace } from '@opentelemetry/api';
import { TracerProvider } from '@opentelemetry/sdk-trace';

trace.setGlobalTracerProvider(new TracerProvider());

/** Runs one unit of work under a span of its own; what it throws is recorded there. */
export async function work<T>(name: string, run: () => Promise<T>): Promise<T> {
  const span = trace.getTracer('{{name}}').startSpan(name);
  try {
    return await run();
  } catch (error) {
    span.recordException(error as Error);
    throw error;
  } finally {
    span.end();
  }
}
