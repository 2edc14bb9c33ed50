import { Router } from 'express';
import { RouterOptions } from './createRouter';

/** `/standards` and `/checks` */
export function addStandardRoutes(
  router: Router,
  { httpAuth, standards }: RouterOptions,
): void {
  router.get('/standards', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await standards.list({ credentials }));
  });

  router.get('/checks/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await standards.check(req.params.id, { credentials }));
  });
}
