import type { RequestHandler } from 'express';

/**
 * Keeps stack traces out of error bodies, in development too.
 *
 * Every plugin has its own error handler, which shows stack traces when
 * NODE_ENV is `development` and takes no option. They all answer through
 * `res.json` with Backstage's error body, so that is where the traces are
 * taken out. The log keeps them.
 */
export function withoutStackTraces(): RequestHandler {
  return (_req, res, next) => {
    const json = res.json.bind(res);
    res.json = body => json(res.statusCode >= 400 ? withoutStacks(body) : body);
    next();
  };
}

function withoutStacks(body: unknown): unknown {
  return isRecord(body) && isRecord(body.error)
    ? { ...body, error: withoutStack(body.error) }
    : body;
}

function withoutStack(error: Record<string, unknown>): unknown {
  const { stack: _stack, ...rest } = error;
  return isRecord(rest.cause)
    ? { ...rest, cause: withoutStack(rest.cause) }
    : rest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
