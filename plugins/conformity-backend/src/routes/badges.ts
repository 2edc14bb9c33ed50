import { Response, Router } from 'express';
import { RouterOptions } from './createRouter';
import { refOf } from './query';

const SECONDS = 300;

/** The badge of a component, and where it is. */
export function addBadgeRoutes(
  router: Router,
  { httpAuth, badges }: Pick<RouterOptions, 'httpAuth' | 'badges'>,
): void {
  const entity = '/entities/:kind/:namespace/:name';

  router.get(`${entity}/badge.svg`, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    send(res, await badges.badge(refOf(req), { credentials }), 'private');
  });

  router.get(`${entity}/badge-link`, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await badges.link(refOf(req), { credentials }));
  });

  // Unauthenticated: the signature is what lets one in.
  router.get('/badges/:kind/:namespace/:name/:signature', async (req, res) => {
    const svg = await badges.publicBadge(refOf(req), req.params.signature);
    send(res, svg, 'public');
  });
}

/** With the ETag that express adds: who asks again is told that nothing changed. */
function send(res: Response, svg: string, who: 'public' | 'private') {
  res.setHeader('Cache-Control', `${who}, max-age=${SECONDS}`);
  res.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'",
  );
  res.type('image/svg+xml').send(svg);
}
