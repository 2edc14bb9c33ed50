import { ResponseError } from '@backstage/errors';

/** What a client throws when the backend says no: its words are inside. */
export async function refused(message: string): Promise<Error> {
  return await ResponseError.fromResponse({
    ok: false,
    status: 409,
    statusText: 'Conflict',
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () =>
      JSON.stringify({
        error: { name: 'ConflictError', message },
        response: { statusCode: 409 },
      }),
  } as Response);
}
