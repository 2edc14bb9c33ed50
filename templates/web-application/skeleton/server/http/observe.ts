import {
  type Context,
  context,
  metrics,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';

interface Observation {
  span: Span;
  context: Context;
  error?: Error;
}

/** Asked every few seconds by the platform: not worth a line each. */
const probes = new Set(['/livez', '/readyz']);

const observations = new WeakMap<FastifyRequest, Observation>();

export function requestSpan(request: FastifyRequest): Span | undefined {
  return observations.get(request)?.span;
}

/**
 * One unit of work, one span, one measurement, one event: method, route, status, duration, and the error if there was
 * one. Names follow OpenTelemetry's semantic conventions for HTTP servers.
 */
export function observeRequests(app: FastifyInstance): void {
  const tracer = trace.getTracer('http');
  const duration = metrics.getMeter('http').createHistogram('http.server.request.duration', {
    unit: 's',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
  });

  app.addHook('onRequest', (request, _reply, next) => {
    const parent = propagation.extract(context.active(), request.headers);
    const span = tracer.startSpan(`${request.method} ${route(request)}`, { kind: SpanKind.SERVER }, parent);
    const observation = { span, context: trace.setSpan(parent, span) };
    observations.set(request, observation);
    context.with(observation.context, next);
  });

  // Reading a body leaves the asynchronous context of onRequest: enter it again before the handler.
  app.addHook('preValidation', (request, _reply, next) => {
    context.with(observations.get(request)?.context ?? context.active(), next);
  });

  app.addHook('onError', async (request, _reply, error) => {
    const observation = observations.get(request);
    if (observation) observation.error = error;
  });

  app.addHook('onResponse', async (request, reply) => {
    const observation = observations.get(request);
    if (!observation) return;
    const failed = reply.statusCode >= 500;
    const attributes = {
      'http.request.method': request.method,
      'http.route': route(request),
      'http.response.status_code': reply.statusCode,
      ...(failed && { 'error.type': observation.error?.name ?? String(reply.statusCode) }),
    };

    duration.record(reply.elapsedTime / 1_000, attributes);
    observation.span.setAttributes(attributes);
    if (failed) {
      observation.span.setStatus({ code: SpanStatusCode.ERROR });
      if (observation.error) observation.span.recordException(observation.error);
    }
    observation.span.end();

    context.with(observation.context, () => {
      const event = {
        event: 'http.request',
        ...attributes,
        duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      };
      if (failed) request.log.error({ ...event, exception: observation.error }, 'Request failed');
      else if (probes.has(route(request))) request.log.debug(event, 'Probe answered');
      else request.log.info(event, 'Request answered');
    });
  });
}

/** The route, never the path: paths carry names, and there is no end of them. */
function route(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched';
}
