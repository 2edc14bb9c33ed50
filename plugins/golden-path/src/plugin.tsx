import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiRouteLine } from '@remixicon/react';
import { adoptableFormField } from './extensions/adoptableFormField';
import { adoptionApi, rolloutsApi, upgradesApi } from './extensions/apis';
import {
  adoptionContent,
  templateCard,
  templateContent,
} from './extensions/entityExtensions';
import { goldenPathApi } from './extensions/goldenPathApi';
import { gitAccountPage } from './extensions/gitAccountPage';
import { nameFormField } from './extensions/nameFormField';
import {
  adoptionPage,
  driftPage,
  goldenPathPage,
  rolloutsPage,
} from './extensions/pages';
import { ownerFormField } from './extensions/ownerFormField';
import { previewFormField } from './extensions/previewFormField';
import { repositoryFormField } from './extensions/repositoryFormField';
import { goldenPathRouteRef, rolloutsRouteRef } from './routes';

/**
 * The golden path: in the create form, on components and templates, and in all.
 *
 * @public
 */
export const goldenPathPlugin = createFrontendPlugin({
  pluginId: 'golden-path',
  title: 'Golden path',
  icon: <RiRouteLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: goldenPathRouteRef, rollouts: rolloutsRouteRef },
  extensions: [
    goldenPathApi,
    upgradesApi,
    adoptionApi,
    rolloutsApi,
    nameFormField,
    ownerFormField,
    repositoryFormField,
    adoptableFormField,
    previewFormField,
    gitAccountPage,
    templateContent,
    templateCard,
    adoptionContent,
    goldenPathPage,
    driftPage,
    adoptionPage,
    rolloutsPage,
  ],
});
