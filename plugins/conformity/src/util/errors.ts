/** Whether a request failed because the thing is not there (or not visible). */
export function isNotFound(error: Error | undefined): boolean {
  const cause = error?.cause as Error | undefined;
  return error?.name === 'NotFoundError' || cause?.name === 'NotFoundError';
}
