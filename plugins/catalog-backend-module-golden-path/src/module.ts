import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { OriginProcessor } from './OriginProcessor';

export {
  RELATION_SCAFFOLDED_FROM,
  RELATION_SCAFFOLDER_OF,
} from './OriginProcessor';

/**
 * Relates components and the templates that they came from, both ways.
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
        catalog.addProcessor(OriginProcessor.create());
      },
    });
  },
});
