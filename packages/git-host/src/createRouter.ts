import { addContentsRoutes } from './api/contentsRoutes';
import { addGitDataRoutes } from './api/gitDataRoutes';
import { addOrganizationRoutes } from './api/organizationRoutes';
import { addPullRequestRoutes } from './api/pullRequestRoutes';
import { addRepositoryRoutes } from './api/repositoryRoutes';
import { addServerRoutes } from './api/serverRoutes';
import { Router } from './http/Router';
import { addGitRoutes } from './transport/gitRoutes';
import { addWebRoutes } from './web/webRoutes';

/** All routes of the host. The web pages come last: they match most widely. */
export function createRouter(): Router {
  const router = Router.create();
  addServerRoutes(router);
  addOrganizationRoutes(router);
  addRepositoryRoutes(router);
  addContentsRoutes(router);
  addGitDataRoutes(router);
  addPullRequestRoutes(router);
  addGitRoutes(router);
  addWebRoutes(router);
  return router;
}
