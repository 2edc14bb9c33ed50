import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { PlainMkdocsGenerator } from './PlainMkdocsGenerator';

/** TechDocs that need no more than `mkdocs`, and say so where it is missing. */
export const techdocsWithPlainMkdocs = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'plain-mkdocs',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        generator: techdocsGeneratorExtensionPoint,
      },
      async init({ config, logger, generator }) {
        generator.setTechdocsGenerator(
          new PlainMkdocsGenerator({
            config,
            logger,
            scmIntegrations: ScmIntegrations.fromConfig(config),
          }),
        );
      },
    });
  },
});
