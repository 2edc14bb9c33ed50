import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { z } from 'zod/v4';
import { ScaffolderOutput } from '../components/scaffolder/ScaffolderOutput';

/**
 * The result page of the scaffolder, with the live score of what was created.
 * Config `templateRefs`: the templates whose result page it is; the scaffolder
 * takes exact entity refs only.
 */
export const scaffolderOutput =
  scaffolderTemplateOutputsBlueprint.makeWithOverrides({
    name: 'score',
    configSchema: {
      templateRefs: z
        .array(z.string())
        .default([
          'template:default/typescript-service',
          'template:default/typescript-library',
          'template:default/event-worker',
          'template:default/scheduled-job',
          'template:default/web-application',
        ]),
    },
    factory(originalFactory, { config }) {
      return originalFactory({
        component: ScaffolderOutput,
        templateRefs: config.templateRefs,
      });
    },
  });
