import { createBackendModule } from '@backstage/backend-plugin-api';
import { conformityCollectorsExtensionPoint } from '@waymark-idp/plugin-conformity-node';
import {
  GOLDEN_PATH_COLLECTOR,
  goldenPathFactsSchema,
} from '@waymark-idp/plugin-golden-path-common';

/**
 * Declares the facts that the golden-path backend tells after every comparison
 * of a repository with its template: `facts["golden-path"].majorsBehind` and
 * `minorsBehind`.
 *
 * @public
 */
export const conformityModuleGoldenPath = createBackendModule({
  pluginId: 'conformity',
  moduleId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: { collectors: conformityCollectorsExtensionPoint },
      async init({ collectors }) {
        collectors.addCollector({
          id: GOLDEN_PATH_COLLECTOR,
          description:
            'How many versions a component is behind the template that it came from.',
          schema: goldenPathFactsSchema,
          // Every component is compared at least once a day.
          freshFor: { days: 3 },
        });
      },
    });
  },
});
