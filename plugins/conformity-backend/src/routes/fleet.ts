import { TrendRequest } from '@waymark-idp/plugin-conformity-common';
import { Router } from 'express';
import { RouterOptions } from './createRouter';
import { pageRequest, queryString, refOf } from './query';

/** `/trend`, `/summary/heatmap` and `/owners` */
export function addFleetRoutes(
  router: Router,
  { httpAuth, fleet, trends }: RouterOptions,
): void {
  router.get('/trend', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const days = queryString(req, 'days');
    const request = {
      by: queryString(req, 'by') as TrendRequest['by'],
      key: queryString(req, 'key'),
      days: days === undefined ? undefined : Number(days),
    };
    res.json(await trends.trend(request, { credentials }));
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
