import { Router } from 'express';
import { RouterOptions } from './createRouter';
import { refOf } from './query';

/** `/entities/…/facts` and `/standards/bundle`: what another place evaluates with. */
export function addSnapshotRoutes(
  router: Router,
  { httpAuth, snapshots }: Pick<RouterOptions, 'httpAuth' | 'snapshots'>,
): void {
  router.get('/entities/:kind/:namespace/:name/facts', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.setHeader('Cache-Control', 'no-store');
    res.json(await snapshots.facts(refOf(req), { credentials }));
  });

  router.get('/standards/bundle', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await snapshots.standards({ credentials }));
  });
}
