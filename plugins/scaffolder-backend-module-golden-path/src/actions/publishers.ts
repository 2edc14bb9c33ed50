import { Config } from '@backstage/config';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { createPublishGiteaAction } from '@backstage/plugin-scaffolder-backend-module-gitea';
import { createPublishGithubAction } from '@backstage/plugin-scaffolder-backend-module-github';
import { createPublishGitlabAction } from '@backstage/plugin-scaffolder-backend-module-gitlab';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { RepositoryHost } from '@waymark-idp/plugin-golden-path-node';

/** The released action that publishes to each kind of host. */
export type Publishers = Record<
  RepositoryHost['type'],
  Pick<TemplateAction<any, any, any>, 'handler'>
>;

export function createPublishers(options: {
  config: Config;
  integrations: ScmIntegrationRegistry;
}): Publishers {
  return {
    gitea: createPublishGiteaAction(options),
    github: createPublishGithubAction(options),
    gitlab: createPublishGitlabAction(options),
  };
}
