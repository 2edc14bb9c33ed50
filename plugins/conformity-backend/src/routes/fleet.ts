import { Router } from 'express';
import { RouterOptions } from './createRouter';
import { pageRequest, refOf, trendRequest } from './query';

/** `/trend`, `/summary/heatmap` and `/owners` */
export function addFleetRoutes(
  router: Router,
  { httpAuth, fleet, trends }: RouterOptions,
): void {
  router.get('/trend', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await trends.trend(trendRequest(req), { credentials }));
  });

  router.get('/summary/heatmap', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await fleet.heatmap(pageRequest(req), { credentials }));
  });

  router.get('/owners/:kind/:namespace/:name/next', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await fleet.next(refOf(req), { credentials }));
  });
}
