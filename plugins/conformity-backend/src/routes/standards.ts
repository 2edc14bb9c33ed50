import { standardSchema } from '@waymark-idp/plugin-conformity-node';
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

  // For editors, which have no token to send; it says nothing of this portal.
  router.get('/schema/standard.json', (_req, res) => {
    res.setHeader('Cache-Control', 'public, max-age=3600');
    res.json(standardSchema);
  });

  router.get('/checks/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await standards.check(req.params.id, { credentials }));
  });
}
