import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { goldenPathApi } from './extensions/goldenPathApi';
import { gitAccountPage } from './extensions/gitAccountPage';
import { nameFormField } from './extensions/nameFormField';
import { previewFormField } from './extensions/previewFormField';
import { repositoryFormField } from './extensions/repositoryFormField';

/**
 * What the golden path adds to Backstage's create form and settings.
 *
 * @public
 */
export const goldenPathPlugin = createFrontendPlugin({
  pluginId: 'golden-path',
  title: 'Golden path',
  info: { packageJson: () => import('../package.json') },
  extensions: [
    goldenPathApi,
    nameFormField,
    repositoryFormField,
    previewFormField,
    gitAccountPage,
  ],
});
