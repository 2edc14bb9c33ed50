import { CircuitBreakerPolicy, ExponentialBackoff, TimeoutStrategy, circuitBreaker, ConsecutiveBreaker, handleAll, retry, timeout, wrap } from 'cockatiel';

const breaker: CircuitBreakerPolicy = circuitBreaker(handleAll, {
  halfOpenAfter: 5_000,
  breaker: new ConsecutiveBreaker(5),
});

/** Every outbound call goes through here: timeout, retry with jitter, circuit breaker. */
export async function call(url: string, timeoutMs: number, maxAttempts: number) {
  const policy = wrap(
    retry(handleAll, { maxAttempts, backoff: new ExponentialBackoff() }),
    breaker,
    timeout(timeoutMs, TimeoutStrategy.Aggressive),
  );
  return policy.execute(({ signal }) => fetch(url, { signal }));
}
