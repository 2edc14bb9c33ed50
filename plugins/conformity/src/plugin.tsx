import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { campaignsApi } from './extensions/campaignsApi';
import { campaignsPage } from './extensions/campaignsPage';
import { conformityApi } from './extensions/conformityApi';
import { conformityPage } from './extensions/conformityPage';
import { fixesApi } from './extensions/fixesApi';
import { fleetPage } from './extensions/fleetPage';
import { scaffolderOutput } from './extensions/scaffolderOutput';
import { scorecardCard } from './extensions/scorecardCard';
import { scorecardContent } from './extensions/scorecardContent';
import { standardsPage } from './extensions/standardsPage';
import { waiversApi } from './extensions/waiversApi';
import { waiversPage } from './extensions/waiversPage';
import {
  campaignsRouteRef,
  createComponentRouteRef,
  fleetRouteRef,
  standardsRouteRef,
  waiversRouteRef,
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
    campaigns: campaignsRouteRef,
    waivers: waiversRouteRef,
  },
  externalRoutes: {
    createComponent: createComponentRouteRef,
  },
  extensions: [
    conformityApi,
    waiversApi,
    campaignsApi,
    fixesApi,
    conformityPage,
    fleetPage,
    campaignsPage,
    waiversPage,
    standardsPage,
    scorecardContent,
    scorecardCard,
    scaffolderOutput,
  ],
});

export { conformityPlugin as default };
