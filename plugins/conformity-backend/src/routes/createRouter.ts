import { HttpAuthService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { Router } from 'express';
import { readOpenApi } from '../schema/openapi';
import { FleetService } from '../service/FleetService';
import { ScorecardService } from '../service/ScorecardService';
import { StandardService } from '../service/StandardService';
import { addEntityRoutes } from './entities';
import { addScoreRoutes } from './scores';
import { addStandardRoutes } from './standards';

/** What the routes need. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  scorecards: ScorecardService;
  fleet: FleetService;
  standards: StandardService;
}

/** Everything below `/api/conformity`. */
export function createRouter(options: RouterOptions): Router {
  const router = createValidatedOpenApiRouter(readOpenApi(), {
    validatorOptions: { ignoreUndocumented: false },
  }) as unknown as Router;
  addEntityRoutes(router, options);
  addScoreRoutes(router, options);
  addStandardRoutes(router, options);
  return router;
}
