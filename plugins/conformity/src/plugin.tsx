import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { conformityApi } from './extensions/conformityApi';
import { fleetPage } from './extensions/fleetPage';
import { scaffolderOutput } from './extensions/scaffolderOutput';
import { scorecardCard } from './extensions/scorecardCard';
import { scorecardContent } from './extensions/scorecardContent';
import { standardsPage } from './extensions/standardsPage';
import {
  createComponentRouteRef,
  fleetRouteRef,
  standardsRouteRef,
} from './routes';

/**
 * Scorecards, standards and the scores of many components.
 *
 * @public
 */
export const conformityPlugin = createFrontendPlugin({
  pluginId: 'conformity',
  title: 'Conformity',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: fleetRouteRef,
    standards: standardsRouteRef,
  },
  externalRoutes: {
    createComponent: createComponentRouteRef,
  },
  extensions: [
    conformityApi,
    fleetPage,
    standardsPage,
    scorecardContent,
    scorecardCard,
    scaffolderOutput,
  ],
});

export { conformityPlugin as default };
