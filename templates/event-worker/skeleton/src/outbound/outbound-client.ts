import {
  context,
  metrics,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  isBrokenCircuitError,
  isTaskCancelledError,
  noop,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import type { Logger } from 'pino';
import type { z } from 'zod';
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

export interface OutboundRequest<T> {
  method?: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** Below the base address, e.g. `/v1/things/1`. Encode what comes from users. */
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** What the answer must look like. */
  answer: z.ZodType<T>;
}

export interface OutboundClientOptions {
  dependency: Dependency;
  baseUrl: string;
  logger: Logger;
}

const idempotent = new Set(['DELETE', 'GET', 'PUT']);
const retriableStatus = new Set([502, 503, 504]);

/**
 * The one way to call another service over HTTP, with the limits that its row in resilience.yaml sets. From outside to
 * inside: the deadline over everything, retries with jitter, the breaker, the timeout of one attempt.
 *
 * Make one for each dependency and keep it: the breaker remembers.
 */
export class OutboundClient {
  readonly #options: OutboundClientOptions;
  readonly #repeatable: IPolicy;
  readonly #once: IPolicy;
  readonly #duration = metrics
    .getMeter('outbound')
    .createHistogram('http.client.request.duration', { unit: 's' });

  static create(options: OutboundClientOptions): OutboundClient {
    return new OutboundClient(options);
  }

  private constructor(options: OutboundClientOptions) {
    const { dependency, logger } = options;
    this.#options = options;
    const deadline = timeout(dependency.deadlineMs, TimeoutStrategy.Aggressive);
    const attempt = timeout(dependency.timeoutMs, TimeoutStrategy.Aggressive);
    const breaker = circuitBreaker(handleWhen(isOutage), {
      halfOpenAfter: dependency.breaker.resetAfterMs,
      breaker: new ConsecutiveBreaker(dependency.breaker.failures),
    });
    breaker.onStateChange((state) => {
      const event = { event: 'outbound.breaker', dependency: dependency.name, state: CircuitState[state] };
      if (state === CircuitState.Open)
        logger.warn(event, 'Breaker opened: the dependency is left alone for a while');
      else logger.info(event, 'Breaker changed');
    });
    const again = dependency.retries
      ? retry(handleWhen(isWorthRepeating), {
          maxAttempts: dependency.retries,
          backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: dependency.timeoutMs }),
        })
      : noop;
    this.#repeatable = wrap(deadline, again, breaker, attempt);
    this.#once = wrap(deadline, breaker, attempt);
  }

  /** @throws {@link DependencyError} */
  async request<T>(request: OutboundRequest<T>): Promise<T> {
    const method = request.method ?? 'GET';
    const { dependency, logger } = this.#options;
    const policy = idempotent.has(method) ? this.#repeatable : this.#once;
    try {
      return await policy.execute(({ signal }) => this.#attempt(method, request, signal));
    } catch (error) {
      const failure = this.#explain(error);
      const event = {
        event: 'outbound.failed',
        dependency: dependency.name,
        reason: failure.reason,
        exception: failure,
      };
      // A refusal is an answer: what it means is for the caller to say.
      if (isOutage(failure)) logger.warn(event, 'Dependency failed');
      else logger.debug(event, 'Dependency refused');
      throw failure;
    }
  }

  async #attempt<T>(method: string, request: OutboundRequest<T>, signal: AbortSignal): Promise<T> {
    const { dependency, baseUrl } = this.#options;
    const url = new URL(request.path.replace(/^\/+/, ''), baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
    const startedAt = performance.now();
    const attributes: Record<string, string | number> = {
      'http.request.method': method,
      'server.address': url.hostname,
      'peer.service': dependency.name,
    };
    const span = trace
      .getTracer('outbound')
      .startSpan(`${method} ${dependency.name}`, { kind: SpanKind.CLIENT });
    try {
      const response = await this.#send(method, url, request.body, span, signal);
      attributes['http.response.status_code'] = response.status;
      return await readAnswer(response, dependency, request.answer);
    } catch (error) {
      const failure = this.#explain(error);
      attributes['error.type'] = failure.reason;
      span.setStatus({ code: SpanStatusCode.ERROR, message: failure.message });
      throw failure;
    } finally {
      this.#duration.record((performance.now() - startedAt) / 1_000, attributes);
      span.setAttributes(attributes).end();
    }
  }

  #send(method: string, url: URL, body: unknown, span: Span, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    propagation.inject(trace.setSpan(context.active(), span), headers);
    return fetch(url, {
      method,
      headers,
      signal,
      redirect: 'error',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  #explain(error: unknown): DependencyError {
    if (error instanceof DependencyError) return error;
    const { name } = this.#options.dependency;
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
}

async function readAnswer<T>(response: Response, dependency: Dependency, answer: z.ZodType<T>): Promise<T> {
  if (!response.ok) {
    await response.body?.cancel();
    throw new DependencyError(`${dependency.name} answered ${response.status}`, {
      reason: 'status',
      status: response.status,
    });
  }
  const body = await response.text();
  try {
    return answer.parse(body === '' ? undefined : JSON.parse(body));
  } catch (cause) {
    throw new DependencyError(`${dependency.name} gave an answer that is not what was agreed`, {
      reason: 'invalid-answer',
      cause,
    });
  }
}

/** Counts against the dependency. An answer below 500 does not: it was there, and said no. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof DependencyError)) return isTaskCancelledError(error);
  return error.reason !== 'status' || (error.status ?? 0) >= 500;
}

function isWorthRepeating(error: unknown): boolean {
  if (!(error instanceof DependencyError)) return isTaskCancelledError(error);
  return (
    error.reason === 'unreachable' || error.reason === 'timeout' || retriableStatus.has(error.status ?? 0)
  );
}
