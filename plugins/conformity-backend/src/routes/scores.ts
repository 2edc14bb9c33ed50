import { Router } from 'express';
import { RouterOptions } from './createRouter';
import { pageRequest, queryString, scoresRequest } from './query';

/** `/scores` and `/summary` */
export function addScoreRoutes(
  router: Router,
  { httpAuth, fleet }: RouterOptions,
): void {
  router.get('/scores', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const request = { ...pageRequest(req), ...scoresRequest(req) };
    res.json(await fleet.list(request, { credentials }));
  });

  router.post('/scores/by-refs', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { entityRefs } = req.body;
    res.json({ items: await fleet.byRefs(entityRefs, { credentials }) });
  });

  router.get('/summary', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const by = queryString(req, 'by') as Parameters<typeof fleet.summary>[0];
    res.json({ items: await fleet.summary(by, { credentials }) });
  });
}
