import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** An answer that says no, in words that say what to do. */
export function toHostError(answer: {
  host: string;
  status: number;
  /** Method and path. */
  request: string;
  body: unknown;
  secrets: string[];
}): Error {
  const { host, status, request } = answer;
  const reason = redact(reasonOf(answer.body), answer.secrets);
  const said = `${host} answered ${status} to ${request}${
    reason && `: ${reason}`
  }`;
  if (status >= 300 && status < 400) {
    return new NotFoundError(
      `${said}. The repository was moved: use its new address`,
    );
  }
  switch (status) {
    case 401:
      return new NotAllowedError(
        `${said}. The credentials are wrong or out of date: sign in at ${host} again, or renew those under integrations`,
      );
    case 403:
      return new NotAllowedError(
        `${said}. The account may not do this: it needs the right to push and to open proposals`,
      );
    case 404:
      return new NotFoundError(
        `${said}. It does not exist, or the account may not see it`,
      );
    case 409:
      return new ConflictError(
        `${said}. Look at the repository, and try again`,
      );
    case 400:
    case 413:
    case 415:
    case 422:
      return new InputError(`${said}. The host does not take this change`);
    default:
      return new ServiceUnavailableError(`${said}. Try again later`);
  }
}

/** What a host says in the body of an error, in one line. */
function reasonOf(body: unknown): string {
  const { message, error, errors } = (body ?? {}) as Record<string, unknown>;
  const details = Array.isArray(errors)
    ? errors.map(item =>
        typeof item === 'string' ? item : (item as any)?.message ?? '',
      )
    : [];
  return [message ?? error ?? '', ...details]
    .map(part => (typeof part === 'string' ? part : JSON.stringify(part)))
    .filter(Boolean)
    .join('; ')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}

/** A text without the secrets in it, plain or as they travel. */
export function redact(text: string, secrets: string[]): string {
  return secrets
    .filter(Boolean)
    .flatMap(secret => [secret, encodeURIComponent(secret)])
    .reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
