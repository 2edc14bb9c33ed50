/** The backend's own words, without the status line that wraps them. */
export function messageOf(error: unknown): string {
  const { body, message } = error as {
    body?: { error?: { message?: string } };
    message: string;
  };
  return body?.error?.message ?? message;
}

/** Whether a request failed because the thing is not there (or not visible). */
export function isNotFound(error: Error | undefined): boolean {
  const cause = error?.cause as Error | undefined;
  return error?.name === 'NotFoundError' || cause?.name === 'NotFoundError';
}
