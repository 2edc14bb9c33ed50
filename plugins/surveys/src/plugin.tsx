import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiQuestionAnswerLine } from '@remixicon/react';
import { promptCorner } from './extensions/promptCorner';
import { surveysApi } from './extensions/surveysApi';
import { surveysPage } from './extensions/surveysPage';
import { surveysRouteRef } from './routes';

/**
 * Answering surveys, and reading what they found.
 *
 * @public
 */
export const surveysPlugin = createFrontendPlugin({
  pluginId: 'surveys',
  title: 'Surveys',
  icon: <RiQuestionAnswerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: surveysRouteRef },
  extensions: [surveysApi, surveysPage, promptCorner],
});
