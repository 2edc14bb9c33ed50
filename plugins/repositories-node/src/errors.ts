import { CustomErrorBase } from '@backstage/errors';
import { RepositoryLimits } from './types';

/**
 * Why a repository could not be read.
 *
 * - `no-location`: the component does not say where its source is.
 * - `not-found`: the host has no such repository, branch or folder, or hides it.
 * - `forbidden`: the portal's account at the host may not read it.
 * - `unsupported`: no integration is configured for the host.
 * - `empty`: the host gave a tree without any file.
 * - `malformed`: the tree has paths that point out of it, or is no archive.
 * - `rate-limited`, `timeout`, `host-failed`: worth another try later.
 *
 * @public
 */
export type RepositoryUnavailableReason =
  | 'no-location'
  | 'not-found'
  | 'forbidden'
  | 'unsupported'
  | 'empty'
  | 'malformed'
  | 'rate-limited'
  | 'timeout'
  | 'host-failed';

const RETRYABLE: ReadonlySet<RepositoryUnavailableReason> = new Set([
  'rate-limited',
  'timeout',
  'host-failed',
]);

/** A repository could not be read. @public */
export class RepositoryUnavailableError extends CustomErrorBase {
  override name = 'RepositoryUnavailableError' as const;
  readonly reason: RepositoryUnavailableReason;
  /** Not to be asked again before, where the host said so (`Retry-After`). */
  readonly retryAt?: Date;

  constructor(
    reason: RepositoryUnavailableReason,
    message: string,
    cause?: unknown,
    retryAt?: Date,
  ) {
    super(message, cause);
    this.reason = reason;
    this.retryAt = retryAt;
  }

  /** Whether the same read may succeed later without anyone changing anything. */
  get retryable(): boolean {
    return RETRYABLE.has(this.reason);
  }
}

/** A repository exceeds one of our limits; nothing of it was kept. @public */
export class RepositoryTooLargeError extends CustomErrorBase {
  override name = 'RepositoryTooLargeError' as const;
  /** The limit that was exceeded. */
  readonly limit: keyof RepositoryLimits;
  readonly retryable = false;

  constructor(limit: keyof RepositoryLimits, message: string) {
    super(message);
    this.limit = limit;
  }
}

/** Any of the ways in which reading a repository fails. @public */
export type RepositoryFailure =
  | RepositoryUnavailableError
  | RepositoryTooLargeError;

/** Whether an error is a {@link RepositoryFailure}. @public */
export function isRepositoryFailure(
  error: unknown,
): error is RepositoryFailure {
  const name = error instanceof Error ? error.name : undefined;
  return (
    name === 'RepositoryUnavailableError' || name === 'RepositoryTooLargeError'
  );
}

/**
 * The text of one file cannot be had.
 *
 * @public
 */
export class RepositoryFileError extends CustomErrorBase {
  override name = 'RepositoryFileError' as const;
  readonly path: string;
  readonly reason: 'missing' | 'too-large' | 'not-kept' | 'not-text';

  constructor(
    reason: RepositoryFileError['reason'],
    path: string,
    message: string,
  ) {
    super(message);
    this.reason = reason;
    this.path = path;
  }
}
