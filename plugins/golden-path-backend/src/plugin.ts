import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import { goldenPathPermissions } from '@waymark-idp/plugin-golden-path-common';
import { FileGitHostAccounts } from './credentials';
import { DefaultNameService } from './names';
import { ScaffolderPreviewService } from './previews';
import { createRouter } from './router';

/**
 * The backend of the golden path: checks names and renders previews.
 *
 * @public
 */
export const goldenPathPlugin = createBackendPlugin({
  pluginId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        reader: coreServices.urlReader,
        scaffolder: scaffolderServiceRef,
      },
      async init({ config, httpRouter, permissionsRegistry, ...services }) {
        permissionsRegistry.addPermissions(goldenPathPermissions);
        const integrations = ScmIntegrations.fromConfig(config);
        httpRouter.use(
          createRouter({
            ...services,
            accounts: FileGitHostAccounts.fromConfig(
              config,
              process.env.NODE_ENV,
            ),
            names: DefaultNameService.create({ ...services, integrations }),
            previews: ScaffolderPreviewService.create({
              ...services,
              integrations,
            }),
          }),
        );
      },
    });
  },
});
