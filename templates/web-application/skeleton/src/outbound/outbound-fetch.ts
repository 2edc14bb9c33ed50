import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
  isTaskCancelledError,
  noop,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import type { Telemetry, Trace } from '../telemetry/telemetry.ts';
import { startTrace } from '../telemetry/trace.ts';
import type { Dependency } from './resilience-matrix.ts';

export type FailureReason = 'circuit-open' | 'invalid-answer' | 'status' | 'timeout' | 'unreachable';

/** A dependency did not give an answer that can be used. */
export class DependencyError extends Error {
  override name = 'DependencyError';
  readonly reason: FailureReason;
  /** Of the answer, where `reason` is `status`. */
  readonly status: number | undefined;

  constructor(message: string, options: { reason: FailureReason; status?: number; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.reason = options.reason;
    this.status = options.status;
  }
}

export interface OutboundFetchOptions {
  dependency: Dependency;
  telemetry: Telemetry;
}

const idempotent = new Set(['DELETE', 'GET', 'HEAD', 'PUT']);
const retriableStatus = new Set([502, 503, 504]);

/**
 * The one way to call an API, with the limits that its row in resilience.yaml sets; made for `createClient` of
 * openapi-fetch. From outside to inside: the deadline over everything, retries with jitter, the breaker, the timeout of
 * one attempt, until the last byte. Its answers are whole and JSON, and below 500. One event for each request.
 *
 * Make one for each dependency and keep it: the breaker remembers.
 *
 * @returns rejects with {@link DependencyError}
 */
export function createOutboundFetch(options: OutboundFetchOptions): (request: Request) => Promise<Response> {
  const { dependency, telemetry } = options;
  const deadline = timeout(dependency.deadlineMs, TimeoutStrategy.Aggressive);
  const attempt = timeout(dependency.timeoutMs, TimeoutStrategy.Aggressive);
  const breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: dependency.breaker.resetAfterMs,
    breaker: new ConsecutiveBreaker(dependency.breaker.failures),
  });
  breaker.onStateChange((state) => {
    telemetry.event('outbound.breaker', { 'peer.service': dependency.name, state: CircuitState[state] });
  });
  const again = dependency.retries
    ? retry(handleWhen(isWorthRepeating), {
        maxAttempts: dependency.retries,
        backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: dependency.timeoutMs }),
      })
    : noop;
  const repeatable = wrap(deadline, again, breaker, attempt);
  const once = wrap(deadline, breaker, attempt);

  return async (request) => {
    const trace = startTrace();
    const startedAt = performance.now();
    const outcome: Record<string, string | number> = {
      'http.request.method': request.method,
      'peer.service': dependency.name,
      'server.address': new URL(request.url).hostname,
    };
    let attempts = 0;
    try {
      const policy = idempotent.has(request.method) ? repeatable : once;
      const response = await policy.execute(({ signal }) => {
        attempts++;
        return send(request, { dependency, signal, trace });
      });
      outcome['http.response.status_code'] = response.status;
      return response;
    } catch (error) {
      const failure = explain(error, dependency);
      outcome['error.type'] = failure.reason;
      if (failure.status !== undefined) outcome['http.response.status_code'] = failure.status;
      throw failure;
    } finally {
      const duration_ms = Math.round(performance.now() - startedAt);
      telemetry.event('http.client.request', { ...outcome, attempts, duration_ms }, trace);
    }
  };
}

async function send(
  request: Request,
  { dependency, signal, trace }: { dependency: Dependency; signal: AbortSignal; trace: Trace },
): Promise<Response> {
  try {
    // A request can be sent once: each attempt gets a copy.
    const copy = request.clone();
    copy.headers.set('traceparent', `00-${trace.traceId}-${trace.spanId}-01`);
    const response = await fetch(copy, { signal, redirect: 'error' });
    const body = await response.text();
    if (response.status >= 500) {
      throw new DependencyError(`${dependency.name} answered ${response.status}`, {
        reason: 'status',
        status: response.status,
      });
    }
    return new Response(mustBeJson(body, dependency), response);
  } catch (error) {
    throw explain(error, dependency);
  }
}

function mustBeJson(body: string, dependency: Dependency): string | null {
  if (body === '') return null;
  try {
    JSON.parse(body);
    return body;
  } catch (cause) {
    throw new DependencyError(`${dependency.name} gave an answer that is not what was agreed`, {
      reason: 'invalid-answer',
      cause,
    });
  }
}

function explain(error: unknown, { name }: Dependency): DependencyError {
  if (error instanceof DependencyError) return error;
  if (isBrokenCircuitError(error)) {
    return new DependencyError(`${name} has failed too often and is left alone for now`, {
      reason: 'circuit-open',
      cause: error,
    });
  }
  if (isTaskCancelledError(error) || (error instanceof Error && error.name === 'AbortError')) {
    return new DependencyError(`${name} did not answer in time`, { reason: 'timeout', cause: error });
  }
  return new DependencyError(`${name} cannot be reached`, { reason: 'unreachable', cause: error });
}

/** Counts against the dependency. An answer below 500 does not: it was there, and said no. */
function isOutage(error: unknown): boolean {
  return error instanceof DependencyError || isTaskCancelledError(error);
}

function isWorthRepeating(error: unknown): boolean {
  if (!(error instanceof DependencyError)) return isTaskCancelledError(error);
  return (
    error.reason === 'unreachable' || error.reason === 'timeout' || retriableStatus.has(error.status ?? 0)
  );
}
