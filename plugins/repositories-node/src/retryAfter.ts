// A host that asks for more has to be asked again all the same.
const LONGEST_MS = 24 * 3600 * 1000;

/**
 * When a host that answered with `Retry-After` wants to be asked again.
 *
 * @param value - The header: seconds, or an HTTP date.
 */
export function retryAtOf(
  value: string | null | undefined,
  now: Date,
): Date | undefined {
  if (!value) {
    return undefined;
  }
  const at = /^\d+$/.test(value.trim())
    ? now.getTime() + Number(value) * 1000
    : Date.parse(value);
  return Number.isNaN(at)
    ? undefined
    : new Date(
        Math.min(Math.max(at, now.getTime()), now.getTime() + LONGEST_MS),
      );
}

/** The header of the answer that an error carries, where it carries one. */
export function retryAfterIn(error: unknown): string | null | undefined {
  const { retryAfter, response } = (error ?? {}) as {
    retryAfter?: unknown;
    response?: { headers?: { get?(name: string): string | null } };
  };
  return typeof retryAfter === 'string'
    ? retryAfter
    : response?.headers?.get?.('retry-after');
}
