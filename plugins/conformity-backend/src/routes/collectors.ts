import { Router } from 'express';
import { RouterOptions } from './createRouter';

/** `/collectors` and `/facts` */
export function addCollectorRoutes(
  router: Router,
  { httpAuth, collectors }: RouterOptions,
): void {
  router.get('/collectors', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json({ items: await collectors.list({ credentials }) });
  });

  router.post('/facts/:collector', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { facts } = req.body;
    res.json(
      await collectors.push(req.params.collector, facts, { credentials }),
    );
  });
}
