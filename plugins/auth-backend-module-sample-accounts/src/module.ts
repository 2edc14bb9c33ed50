import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { assertDevelopmentOnly } from './assertDevelopmentOnly';
import { sampleAccountsAuthenticator } from './sampleAccountsAuthenticator';

/**
 * Development sign-in as one of the configured sample accounts.
 *
 * @remarks
 * Does nothing without `auth.providers.sample-accounts`.
 *
 * @public
 */
export const authModuleSampleAccounts = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sample-accounts',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (!config.has('auth.providers.sample-accounts')) {
          return;
        }
        assertDevelopmentOnly(config, process.env.NODE_ENV);
        logger.warn(
          'Sample accounts are on: anyone on this machine can sign in as any of them',
        );
        providers.registerProvider({
          providerId: 'sample-accounts',
          factory: createProxyAuthProviderFactory({
            authenticator: sampleAccountsAuthenticator,
            signInResolver: ({ result }, ctx) =>
              ctx.signInWithCatalogUser({ entityRef: result.entityRef }),
          }),
        });
      },
    });
  },
});
