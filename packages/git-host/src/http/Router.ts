import { HttpError } from './HttpError';
import type { RequestContext } from './RequestContext';

export type Handler = (context: RequestContext) => Promise<void>;

interface Route {
  method: string;
  pattern: string[];
  handler: Handler;
}

/**
 * Matches decoded path segments against patterns such as
 * `/:owner/:repository/src/branch/:ref/*path`; the first registered wins.
 *
 * A segment with a slash in it (sent as `%2F`) matches `:ref` only: branch
 * names have slashes, names of owners, repositories and files do not.
 */
export class Router {
  readonly #routes: Route[] = [];

  private constructor() {}

  static create(): Router {
    return new Router();
  }

  add(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    pattern: string,
    handler: Handler,
  ) {
    this.#routes.push({
      method,
      pattern: pattern.split('/').filter(Boolean),
      handler,
    });
  }

  /** Every route, for tests that walk all of them. */
  get routes(): { method: string; pattern: string }[] {
    return this.#routes.map(({ method, pattern }) => ({
      method,
      pattern: `/${pattern.join('/')}`,
    }));
  }

  /** @throws HttpError 404 or 405 */
  match(method: string, segments: string[]) {
    const wanted = method === 'HEAD' ? 'GET' : method;
    const allowed = new Set<string>();
    for (const route of this.#routes) {
      const params = matchPattern(route.pattern, segments);
      if (params && route.method === wanted) {
        return { handler: route.handler, params };
      }
      if (params) {
        allowed.add(route.method);
      }
    }
    if (allowed.size > 0) {
      throw new HttpError(405, `${method} is not possible here`, {
        Allow: [...allowed].join(', '),
      });
    }
    throw new HttpError(404, 'There is no such page');
  }
}

function matchPattern(
  pattern: string[],
  segments: string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (let index = 0; index < pattern.length; index++) {
    const part = pattern[index];
    if (part.startsWith('*')) {
      const rest = segments.slice(index);
      if (rest.some(segment => segment.includes('/'))) {
        return undefined;
      }
      params[part.slice(1)] = rest.join('/');
      return params;
    }
    const segment = segments[index];
    if (segment === undefined) {
      return undefined;
    }
    if (part.startsWith(':')) {
      if (segment.includes('/') && part !== ':ref') {
        return undefined;
      }
      params[part.slice(1)] = segment;
    } else if (part !== segment) {
      return undefined;
    }
  }
  return segments.length === pattern.length ? params : undefined;
}
