import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { WaiverService } from '../service/WaiverService';
import { audited } from './audited';
import { pageRequest, waiversRequest } from './query';

/** What the routes of waivers need. */
export interface WaiverRoutesOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  waivers: WaiverService;
}

/** `/waivers` */
export function addWaiverRoutes(
  router: Router,
  { httpAuth, auditor, waivers }: WaiverRoutesOptions,
): void {
  router.get('/waivers', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const request = { ...pageRequest(req), ...waiversRequest(req) };
    res.json(await waivers.list(request, { credentials }));
  });

  // Only people ask and decide: a waiver names who did.
  router.post('/waivers', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { entityRef, check } = req.body;
    const waiver = await audited(
      auditor,
      {
        eventId: 'waiver-create',
        request: req,
        severityLevel: 'medium',
        meta: { entityRef, check, source: 'portal' },
      },
      () => waivers.request(req.body, { credentials }),
    );
    res.status(201).json(waiver);
  });

  for (const what of ['approve', 'reject', 'revoke'] as const) {
    router.post(`/waivers/:id/${what}`, async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const { id } = req.params;
      const waiver = await audited(
        auditor,
        {
          eventId: `waiver-${what}`,
          request: req,
          severityLevel: 'medium',
          meta: { waiverId: id },
        },
        () =>
          waivers.decide(id, what, req.body?.decision, {
            credentials,
          }),
      );
      res.json(waiver);
    });
  }
}
