import {
  isRepositoryFailure,
  RepositoryFailure,
  RepositoryUnavailableError,
  RepositoryUnavailableReason,
} from './errors';
import { retryAfterIn, retryAtOf } from './retryAfter';

const REASON_BY_NAME: Record<string, RepositoryUnavailableReason> = {
  NotFoundError: 'not-found',
  AuthenticationError: 'forbidden',
  NotAllowedError: 'unsupported',
  ServiceUnavailableError: 'host-failed',
  TypeError: 'host-failed',
};

const REASON_BY_STATUS: Record<string, RepositoryUnavailableReason> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  429: 'rate-limited',
};

/**
 * Says in our terms why a URL reader failed.
 *
 * Readers throw Backstage errors for the commonest cases, and otherwise plain
 * errors that only mention the status the host answered with.
 */
export function toRepositoryFailure(
  url: string,
  error: unknown,
): RepositoryFailure {
  if (isRepositoryFailure(error)) {
    return error;
  }
  const { name, message } =
    error instanceof Error ? error : new Error(String(error));
  const status = message.match(/\b(401|403|404|429)\b(?!\.)/)?.[1];
  const reason =
    REASON_BY_NAME[name] ??
    (status ? REASON_BY_STATUS[status] : undefined) ??
    (/TAR_|zlib|end of file|incorrect header/i.test(message)
      ? 'malformed'
      : 'host-failed');
  return new RepositoryUnavailableError(
    reason,
    `Could not read ${url}: ${message}`,
    error,
    retryAtOf(retryAfterIn(error), new Date()),
  );
}
