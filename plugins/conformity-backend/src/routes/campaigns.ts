import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { CheckLevel } from '@waymark-idp/plugin-conformity-common';
import { Router } from 'express';
import { CampaignService } from '../service/CampaignService';
import { audited } from './audited';
import {
  campaignComponentsRequest,
  campaignsRequest,
  pageRequest,
  queryString,
} from './query';

/** What the routes of campaigns need. */
export interface CampaignRoutesOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  campaigns: CampaignService;
}

/** `/campaigns` */
export function addCampaignRoutes(
  router: Router,
  { httpAuth, auditor, campaigns }: CampaignRoutesOptions,
): void {
  router.get('/campaigns', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const request = { ...pageRequest(req), ...campaignsRequest(req) };
    res.json(await campaigns.list(request, { credentials }));
  });

  router.post('/campaigns', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const campaign = await audited(
      auditor,
      {
        eventId: 'campaign-create',
        request: req,
        severityLevel: 'medium',
        meta: { checks: req.body.checks },
      },
      () => campaigns.create(req.body, { credentials }),
    );
    res.status(201).json(campaign);
  });

  router.get('/campaigns/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await campaigns.get(req.params.id, { credentials }));
  });

  router.put('/campaigns/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { id } = req.params;
    const campaign = await audited(
      auditor,
      {
        eventId: 'campaign-update',
        request: req,
        severityLevel: 'medium',
        meta: { campaignId: id },
      },
      () => campaigns.update(id, req.body, { credentials }),
    );
    res.json(campaign);
  });

  for (const what of ['start', 'end'] as const) {
    router.post(`/campaigns/:id/${what}`, async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const { id } = req.params;
      const campaign = await audited(
        auditor,
        {
          eventId: `campaign-${what}`,
          request: req,
          severityLevel: 'medium',
          meta: { campaignId: id },
        },
        () => campaigns[what](id, { credentials }),
      );
      res.json(campaign);
    });
  }

  router.get('/campaigns/:id/components', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const request = { ...pageRequest(req), ...campaignComponentsRequest(req) };
    res.json(
      await campaigns.components(req.params.id, request, { credentials }),
    );
  });

  router.get('/campaigns/:id/promotion', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const request = {
      level: queryString(req, 'level') as CheckLevel | undefined,
      enforcedFrom: queryString(req, 'enforcedFrom'),
    };
    res.json(await campaigns.promote(req.params.id, request, { credentials }));
  });
}
