import type { paths } from '@octokit/openapi-types';
import { HostRequests } from '../HostRequests';

/*
 * Requests to GitHub, checked against its published description of the API when
 * they are compiled: path, parameters, body, and what is read of the answer.
 */

type Method = 'get' | 'post' | 'patch';

type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, unknown> ? P : never;
}[keyof paths];

type Operation<
  M extends Method,
  P extends PathWith<M>,
> = paths[P] extends Record<M, infer O> ? O : never;

type PathParameters<O> = O extends { parameters: { path: infer T } }
  ? T
  : Record<string, never>;

type Query<O> = O extends { parameters: { query?: infer T } } ? T : never;

type Body<O> = O extends {
  requestBody: { content: { 'application/json': infer T } };
}
  ? T
  : O extends { requestBody?: { content: { 'application/json': infer T } } }
  ? T
  : never;

type Json<R> = R extends { content: { 'application/json': infer T } }
  ? T
  : never;

type Answer<O> = O extends { responses: infer R }
  ? { [S in keyof R]: S extends 200 | 201 ? Json<R[S]> : never }[keyof R]
  : never;

interface Options<O> {
  path: PathParameters<O>;
  query?: Query<O>;
  body?: Body<O>;
}

/** The part of GitHub's API that proposals need. */
export class GitHubApi {
  readonly #requests: HostRequests;

  private constructor(requests: HostRequests) {
    this.#requests = requests;
  }

  static create(requests: HostRequests): GitHubApi {
    return new GitHubApi(requests);
  }

  async call<M extends Method, P extends PathWith<M>>(
    method: M,
    path: P,
    options: Options<Operation<M, P>>,
  ): Promise<Answer<Operation<M, P>>> {
    const { body } = await this.#send(method, path, options, []);
    return body;
  }

  /** As {@link call}; undefined where GitHub answers with one of the statuses. */
  async ask<M extends Method, P extends PathWith<M>>(
    method: M,
    path: P,
    options: Options<Operation<M, P>> & { unless: number[] },
  ): Promise<Answer<Operation<M, P>> | undefined> {
    const { status, body } = await this.#send(
      method,
      path,
      options,
      options.unless,
    );
    return status < 300 ? body : undefined;
  }

  #send(
    method: Method,
    path: string,
    options: { path: unknown; query?: unknown; body?: unknown },
    answers: number[],
  ) {
    const values = options.path as Record<string, string | number>;
    // A reference has slashes of its own, which GitHub wants as they are.
    const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
      `${values[name]}`.split('/').map(encodeURIComponent).join('/'),
    );
    const query = new URLSearchParams(
      Object.entries(options.query ?? {}).map(([name, value]) => [
        name,
        `${value}`,
      ]),
    ).toString();
    return this.#requests.send(
      method.toUpperCase(),
      query ? `${filled}?${query}` : filled,
      { body: options.body, answers },
    );
  }
}
