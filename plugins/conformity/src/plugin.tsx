import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { campaignsApi } from './extensions/campaignsApi';
import { campaignsPage } from './extensions/campaignsPage';
import { contributionPreviewField } from './extensions/contributionPreviewField';
import { contributionsApi } from './extensions/contributionsApi';
import { conformityApi } from './extensions/conformityApi';
import { conformityPage } from './extensions/conformityPage';
import { fixesApi } from './extensions/fixesApi';
import { fleetApi } from './extensions/fleetApi';
import { fleetPage } from './extensions/fleetPage';
import { heatmapPage } from './extensions/heatmapPage';
import { nextContent } from './extensions/nextContent';
import { nextPage } from './extensions/nextPage';
import { rollUpCard } from './extensions/rollUpCard';
import { scaffolderOutput } from './extensions/scaffolderOutput';
import { scorecardCard } from './extensions/scorecardCard';
import { scorecardContent } from './extensions/scorecardContent';
import { snapshotsApi } from './extensions/snapshotsApi';
import { standardsPage } from './extensions/standardsPage';
import { trendPage } from './extensions/trendPage';
import { waiversApi } from './extensions/waiversApi';
import { waiversPage } from './extensions/waiversPage';
import {
  campaignsRouteRef,
  componentsRouteRef,
  createComponentRouteRef,
  fleetRouteRef,
  nextRouteRef,
  standardsRouteRef,
  trendRouteRef,
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
    components: componentsRouteRef,
    next: nextRouteRef,
    trend: trendRouteRef,
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
    contributionsApi,
    contributionPreviewField,
    fleetApi,
    snapshotsApi,
    conformityPage,
    fleetPage,
    nextPage,
    heatmapPage,
    trendPage,
    campaignsPage,
    waiversPage,
    standardsPage,
    scorecardContent,
    scorecardCard,
    rollUpCard,
    nextContent,
    scaffolderOutput,
  ],
});

export { conformityPlugin as default };
