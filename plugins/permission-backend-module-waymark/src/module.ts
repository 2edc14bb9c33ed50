import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { WaymarkPermissionPolicy } from './WaymarkPermissionPolicy';

/**
 * Installs {@link WaymarkPermissionPolicy}.
 *
 * @public
 */
export const permissionModuleWaymark = createBackendModule({
  pluginId: 'permission',
  moduleId: 'waymark',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
      },
      async init({ config, logger, policy }) {
        policy.setPolicy(
          WaymarkPermissionPolicy.fromConfig(config, { logger }),
        );
      },
    });
  },
});
