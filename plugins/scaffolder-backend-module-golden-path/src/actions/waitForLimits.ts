import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';

/** GitHub counts by the hour: whoever waits for an hour is let in again. */
const MOST_MS = 65 * 60_000;
/** Where the host does not say how long; doubled each time, as GitHub asks for. */
const UNSAID_MS = 60_000;

/** How hosts, and the released actions that repeat their words, say it. Not "429": a name may have that in it. */
const LIMITED = /rate limit|too many requests/i;

/**
 * Does what asks a host for something. Where the host has taken too many
 * requests, waits as long as it says, and does it again.
 *
 * @param attempt - can be done again after it broke off anywhere
 * @throws what the attempt throws otherwise, or once it has waited for 65 minutes
 */
export async function waitForLimits<T>(
  attempt: () => Promise<T>,
  options: { host: string; logger: LoggerService; signal?: AbortSignal },
): Promise<T> {
  const { host, logger, signal } = options;
  let patience = MOST_MS;
  for (let unsaid = UNSAID_MS; ; unsaid *= 2) {
    try {
      return await attempt();
    } catch (error) {
      const wait = waitOf(error, unsaid);
      if (wait === undefined || wait > patience) {
        throw error;
      }
      patience -= wait;
      const goesOn = new Date(Date.now() + wait);
      logger.info(
        `${host} takes no more requests for now. Going on at ${goesOn.toISOString()}; nothing is lost, and you can leave this page.`,
      );
      await sleep(wait, undefined, { signal });
    }
  }
}

/** Milliseconds; undefined where the error is another one. */
function waitOf(error: unknown, unsaid: number): number | undefined {
  const { status, headers } = answerOf(error);
  const after = headers['retry-after'];
  const spent = headers['x-ratelimit-remaining'] === '0';
  const limited =
    status === 429 ||
    (status === 403 && (after !== undefined || spent)) ||
    LIMITED.test(toError(error).message);
  if (!limited) {
    return undefined;
  }
  const seconds =
    after ?? (spent ? until(headers['x-ratelimit-reset']) : undefined);
  return /^\d+$/.test(seconds ?? '')
    ? Math.max(Number(seconds) * 1000, 1000)
    : unsaid;
}

function until(epochSeconds: string | undefined): string | undefined {
  const seconds = Number(epochSeconds) - Math.floor(Date.now() / 1000);
  return Number.isFinite(seconds) ? String(Math.max(seconds, 1)) : undefined;
}

/** The answer that an error of Octokit or Gitbeaker carries, or one that it was caused by. */
function answerOf(error: unknown): {
  status?: number;
  headers: Record<string, string | undefined>;
} {
  const { status, response, cause } = (error ?? {}) as {
    status?: number;
    response?: {
      status?: number;
      headers?: Headers | Record<string, unknown>;
    };
    cause?: unknown;
  };
  if (!response && cause) {
    return answerOf(cause);
  }
  const headers = response?.headers ?? {};
  const entries =
    headers instanceof Headers ? [...headers] : Object.entries(headers);
  return {
    status: status ?? response?.status,
    headers: Object.fromEntries(
      entries.map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
  };
}
