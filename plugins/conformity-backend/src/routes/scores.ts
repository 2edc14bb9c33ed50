import { ListScoresRequest } from '@waymark-idp/plugin-conformity-common';
import { Router } from 'express';
import { RouterOptions } from './createRouter';
import { pageRequest, queryString } from './query';

/** `/scores` and `/summary` */
export function addScoreRoutes(
  router: Router,
  { httpAuth, fleet }: RouterOptions,
): void {
  router.get('/scores', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const request = {
      ...pageRequest(req),
      owner: queryString(req, 'owner'),
      below: queryString(req, 'below') === 'true',
      system: queryString(req, 'system'),
      type: queryString(req, 'type'),
      lifecycle: queryString(req, 'lifecycle'),
      level: queryString(req, 'level') as ListScoresRequest['level'],
      failingCheck: queryString(req, 'failingCheck'),
      sort: queryString(req, 'sort') as ListScoresRequest['sort'],
    };
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
