import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { json, RequestHandler, Router } from 'express';
import { BadgeService } from '../badges/BadgeService';
import { PreviewService } from '../previews/PreviewService';
import { StandardsPreviewService } from '../previews/StandardsPreviewService';
import { SnapshotService } from '../previews/SnapshotService';
import { readOpenApi } from '../schema/openapi';
import { CampaignService } from '../service/CampaignService';
import { CollectorService } from '../service/CollectorService';
import { FixService } from '../service/FixService';
import { FleetService } from '../service/FleetService';
import { ScorecardService } from '../service/ScorecardService';
import { StandardService } from '../service/StandardService';
import { WaiverService } from '../service/WaiverService';
import { TrendService } from '../service/TrendService';
import { addBadgeRoutes } from './badges';
import { addCampaignRoutes } from './campaigns';
import { addCollectorRoutes } from './collectors';
import { addContributionRoutes } from './contributions';
import { addEntityRoutes } from './entities';
import { addExportRoutes } from './exports';
import { addFixRoutes } from './fixes';
import { addFleetRoutes } from './fleet';
import { addPreviewRoutes } from './previews';
import { addScoreRoutes } from './scores';
import { addSnapshotRoutes } from './snapshots';
import { addStandardRoutes } from './standards';
import { addWaiverRoutes } from './waivers';

/** What the routes need. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  scorecards: ScorecardService;
  fleet: FleetService;
  trends: TrendService;
  standards: StandardService;
  collectors: CollectorService;
  waivers: WaiverService;
  campaigns: CampaignService;
  fixes: FixService;
  previews: PreviewService;
  standardsPreviews: StandardsPreviewService;
  snapshots: SnapshotService;
  badges: BadgeService;
}

const readJson = json();
const readLargeJson = json({ limit: '5mb' });

/** A thousand facts, and files of standards, are more than the hundred kilobytes of anything else. */
const readBody: RequestHandler = (req, res, next) =>
  (/^\/(facts\/|standards\/preview$|exports\/standards-preview$)/.test(req.path)
    ? readLargeJson
    : readJson)(req, res, next);

/** Everything below `/api/conformity`. */
export function createRouter(options: RouterOptions): Router {
  const router = createValidatedOpenApiRouter(readOpenApi(), {
    validatorOptions: { ignoreUndocumented: false },
    middleware: [readBody],
  }) as unknown as Router;
  addEntityRoutes(router, options);
  addScoreRoutes(router, options);
  addFleetRoutes(router, options);
  addStandardRoutes(router, options);
  addCollectorRoutes(router, options);
  addWaiverRoutes(router, options);
  addCampaignRoutes(router, options);
  addFixRoutes(router, options);
  addPreviewRoutes(router, options);
  addContributionRoutes(router, options);
  addSnapshotRoutes(router, options);
  addBadgeRoutes(router, options);
  addExportRoutes(router, options);
  return router;
}
