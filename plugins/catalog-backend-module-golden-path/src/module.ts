import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { DeprecationProcessor } from './DeprecationProcessor';
import { OriginProcessor } from './OriginProcessor';

export {
  RELATION_SCAFFOLDED_FROM,
  RELATION_SCAFFOLDER_OF,
} from './OriginProcessor';

/**
 * Relates components and the templates that they came from, both ways, and says
 * on deprecated templates that they are.
 *
 * @public
 */
export const catalogModuleGoldenPath = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor(DeprecationProcessor.create());
        catalog.addProcessor(OriginProcessor.create());
      },
    });
  },
});
