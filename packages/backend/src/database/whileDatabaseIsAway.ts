import type { RequestHandler, Response } from 'express';
import { DatabaseHealth } from './DatabaseHealth';

const RETRY_AFTER_SECONDS = 5;

/**
 * Answers requests to APIs with one plain 503 while the database is away.
 *
 * Everything needs it, tokens too, and each plugin wraps the errors of others:
 * what comes out is a 500 that quotes a 500, or a 401 for somebody who is signed
 * in. Whether the database is the reason is asked only where a request has
 * failed, and afterwards until it answers again.
 */
export function whileDatabaseIsAway(database: DatabaseHealth): RequestHandler {
  return async (req, res, next) => {
    if (!req.path.startsWith('/api/')) {
      next();
      return;
    }
    const json = res.json.bind(res);
    const sayThatItIsAway = () => {
      res.status(503).set('Retry-After', String(RETRY_AFTER_SECONDS));
      json({
        error: {
          name: 'ServiceUnavailableError',
          message:
            'The portal cannot reach its database. Nothing is lost; try again in a few seconds.',
        },
        request: { method: req.method, url: req.originalUrl },
        response: { statusCode: 503 },
      });
    };
    if (!database.answered && !(await database.answers())) {
      sayThatItIsAway();
      return;
    }
    res.json = body => {
      if (mayBeTheDatabase(res)) {
        database
          .answers()
          .then(answers => (answers ? json(body) : sayThatItIsAway()))
          .catch(next);
      } else {
        json(body);
      }
      return res;
    };
    next();
  };
}

function mayBeTheDatabase({ statusCode }: Response): boolean {
  return statusCode === 401 || statusCode >= 500;
}
