import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { ForwardedError, InputError } from '@backstage/errors';
import express, { RequestHandler } from 'express';
import request from 'supertest';
import { withoutStackTraces } from './withoutStackTraces';

function appWith(...before: RequestHandler[]) {
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  const app = express();
  app.use(...before, (req, res) => {
    if (req.path === '/data') {
      res.json({ error: { stack: 'of plates' } });
      return;
    }
    throw new ForwardedError('Refused', new InputError('too long'));
  });
  // As plugins answer where NODE_ENV is development.
  app.use(middleware.error({ showStackTraces: true }));
  return app;
}

describe('withoutStackTraces', () => {
  it('keeps stack traces out of error bodies, and everything else in', async () => {
    const noop: RequestHandler = (_req, _res, next) => next();
    const shown = await request(appWith(noop)).get('/');
    expect(shown.text).toContain('"stack"');

    const hidden = await request(appWith(withoutStackTraces())).get('/');
    expect(hidden.status).toBe(shown.status);
    expect(hidden.text).not.toMatch(/stack|\.ts:\d+/);
    expect(hidden.body).toMatchObject({
      error: { message: expect.stringContaining('Refused') },
      request: { method: 'GET', url: '/' },
    });

    const data = await request(appWith(withoutStackTraces())).get('/data');
    expect(data.body).toEqual({ error: { stack: 'of plates' } });
  });
});
