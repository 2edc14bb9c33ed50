/** An answer other than success, with the text the caller reads. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'HttpError';
  }
}

export function notFound(what: string): HttpError {
  return new HttpError(404, `${what} does not exist`);
}

/** 401 with a challenge, so that git and browsers ask for credentials. */
export function credentialsNeeded(why: string): HttpError {
  return new HttpError(401, why, {
    'WWW-Authenticate': 'Basic realm="Waymark git host", charset="UTF-8"',
  });
}
