import { SummaryGroup } from '@waymark-idp/plugin-conformity-common';
import { Request, Router } from 'express';
import {
  exportCampaignComponents,
  exportCampaignDays,
  exportCampaigns,
  exportCampaignTeams,
  exportWaivers,
} from '../exports/agreementExports';
import { Asked, Export } from '../exports/Export';
import {
  exportHeatmap,
  exportNextSteps,
  exportScores,
  exportSummary,
  exportTrend,
} from '../exports/fleetExports';
import {
  exportFailing,
  exportHistory,
  exportScorecard,
  exportStandards,
} from '../exports/standardExports';
import { RouterOptions } from './createRouter';
import {
  campaignComponentsRequest,
  campaignsRequest,
  queryString,
  refOf,
  scoresRequest,
  trendRequest,
  waiversRequest,
} from './query';
import { sendExport } from './sendExport';

/** `/exports/…`: what pages show, as a file. */
export function addExportRoutes(router: Router, options: RouterOptions): void {
  const { httpAuth, fleet, scorecards, waivers, campaigns } = options;
  const add = (
    path: string,
    exportOf: (req: Request, asked: Asked) => Export,
  ): void => {
    router.get(`/exports/${path}`, async (req, res) => {
      const credentials = await httpAuth.credentials(req);
      await sendExport(req, res, exportOf(req, { credentials }));
    });
  };
  add('scores', (req, asked) => exportScores(fleet, scoresRequest(req), asked));
  add('summary', (req, asked) =>
    exportSummary(fleet, queryString(req, 'by') as SummaryGroup, asked),
  );
  add('heatmap', (_req, asked) => exportHeatmap(fleet, asked));
  add('trend', (req, asked) =>
    exportTrend(options.trends, trendRequest(req), asked),
  );
  add('next/:kind/:namespace/:name', (req, asked) =>
    exportNextSteps(fleet, refOf(req), asked),
  );
  add('standards', (_req, asked) => exportStandards(options, asked));
  add('checks/:id', (req, asked) =>
    exportFailing(options.standards, req.params.id, asked),
  );
  add('scorecards/:kind/:namespace/:name', (req, asked) =>
    exportScorecard(scorecards, refOf(req), asked),
  );
  add('history/:kind/:namespace/:name', (req, asked) =>
    exportHistory(scorecards, refOf(req), asked),
  );
  add('waivers', (req, asked) =>
    exportWaivers(waivers, waiversRequest(req), asked),
  );
  add('campaigns', (req, asked) =>
    exportCampaigns(campaigns, campaignsRequest(req), asked),
  );
  add('campaigns/:id', (req, asked) =>
    exportCampaignComponents(
      campaigns,
      req.params.id,
      campaignComponentsRequest(req),
      asked,
    ),
  );
  add('campaigns/:id/days', (req, asked) =>
    exportCampaignDays(campaigns, req.params.id, asked),
  );
  add('campaigns/:id/teams', (req, asked) =>
    exportCampaignTeams(campaigns, req.params.id, asked),
  );
}
