import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { ExplainingTechdocsGenerator } from './ExplainingTechdocsGenerator';

/** TechDocs that say what is missing where mkdocs is not installed. */
export const techdocsWithoutMkdocs = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'without-mkdocs',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        generator: techdocsGeneratorExtensionPoint,
      },
      async init({ config, logger, generator }) {
        generator.setTechdocsGenerator(
          new ExplainingTechdocsGenerator({
            config,
            logger,
            scmIntegrations: ScmIntegrations.fromConfig(config),
          }),
        );
      },
    });
  },
});
