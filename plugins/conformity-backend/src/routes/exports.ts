import { SummaryGroup } from '@waymark-idp/plugin-conformity-common';
import { Request, Response, Router } from 'express';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import {
  exportCampaignComponents,
  exportCampaignDays,
  exportCampaigns,
  exportCampaignTeams,
  exportWaivers,
} from '../exports/agreementExports';
import { toCsvLine } from '../exports/csv';
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

/** `/exports/…`: what pages show, as a file. */
export function addExportRoutes(router: Router, options: RouterOptions): void {
  const { httpAuth, fleet, scorecards, waivers, campaigns } = options;
  const add = (
    path: string,
    exportOf: (req: Request, asked: Asked) => Export,
  ): void => {
    router.get(`/exports/${path}`, async (req, res) => {
      const credentials = await httpAuth.credentials(req);
      await send(req, res, exportOf(req, { credentials }));
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

/** Page by page as it is read, so that no export is ever whole in memory. */
async function send(req: Request, res: Response, table: Export) {
  const json = queryString(req, 'format') === 'json';
  const items = table.items[Symbol.asyncIterator]();
  // What is refused is refused before the first byte.
  let next = await items.next();
  res.type(json ? 'application/json' : 'text/csv; charset=utf-8');
  res.attachment(`${table.name}.${json ? 'json' : 'csv'}`);
  async function* body() {
    yield json ? '{"items":[' : `\ufeff${toCsvLine([...table.columns])}`;
    for (let first = true; !next.done; first = false) {
      yield json
        ? `${first ? '' : ','}\n${JSON.stringify(next.value)}`
        : toCsvLine(table.rowOf(next.value));
      next = await items.next();
    }
    yield json ? '\n]}\n' : '';
  }
  await pipeline(Readable.from(body()), res);
}
