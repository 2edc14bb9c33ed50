import { Router } from 'express';
import { RouterOptions } from './createRouter';
import { pageRequest, refOf } from './query';

/** `/entities/…` */
export function addEntityRoutes(
  router: Router,
  { httpAuth, scorecards }: RouterOptions,
): void {
  router.get('/entities/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await scorecards.get(refOf(req), { credentials }));
  });

  router.post(
    '/entities/:kind/:namespace/:name/evaluations',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req);
      const wanted = await scorecards.evaluate(refOf(req), { credentials });
      res.status(202).json(wanted);
    },
  );

  router.get('/entities/:kind/:namespace/:name/history', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(
      await scorecards.history(refOf(req), pageRequest(req), { credentials }),
    );
  });
}
