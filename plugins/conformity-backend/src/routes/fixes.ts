import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { FixRequest } from '@waymark-idp/plugin-conformity-common';
import { Router } from 'express';
import { FixService } from '../service/FixService';
import { audited } from './audited';

/** What the routes of fixes need. */
export interface FixRoutesOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  fixes: FixService;
}

/** `/fixes` and `/entities/…/fixes` */
export function addFixRoutes(
  router: Router,
  { httpAuth, auditor, fixes }: FixRoutesOptions,
): void {
  router.get('/entities/:kind/:namespace/:name/fixes', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { kind, namespace, name } = req.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    res.json({ items: await fixes.list(entityRef, { credentials }) });
  });

  router.post('/fixes/plan', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(await fixes.plan(req.body, { credentials }));
  });

  // The commit's author is the user, so only users propose.
  router.post('/fixes', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { entityRef, checks } = req.body as FixRequest;
    const fix = await audited(
      auditor,
      {
        eventId: 'fix-create',
        request: req,
        severityLevel: 'medium',
        meta: { entityRef, checks },
      },
      () => fixes.propose(req.body, { credentials }),
    );
    res.status(201).json(fix);
  });
}
