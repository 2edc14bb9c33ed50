import { context, logs, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Config } from '../config.ts';

export interface Telemetry {
  /** Sends what has not been sent yet. */
  shutdown(): Promise<void>;
}

/**
 * Traces exist always, so that events carry trace ids and callees receive them; they, the measurements and the events
 * leave the process by OpenTelemetry only where OTEL_EXPORTER_OTLP_ENDPOINT is set. The exporters read the other
 * OTEL_EXPORTER_OTLP_* variables themselves.
 */
export function startTelemetry(
  config: Pick<Config, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'serviceName' | 'serviceVersion'>,
): Telemetry {
  const exporting = config.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
  const resource = defaultResource().merge(
    resourceFromAttributes({ 'service.name': config.serviceName, 'service.version': config.serviceVersion }),
  );

  const tracerProvider = new TracerProvider({
    resource,
    spanProcessors: exporting ? [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] : [],
  });
  const meterProvider = new MeterProvider({
    resource,
    readers: exporting ? [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })] : [],
  });
  const loggerProvider = new LoggerProvider({
    resource,
    processors: exporting ? [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() })] : [],
  });

  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracerProvider);
  metrics.setGlobalMeterProvider(meterProvider);
  logs.setGlobalLoggerProvider(loggerProvider);

  return {
    shutdown: async () => {
      await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown(), loggerProvider.shutdown()]);
    },
  };
}
