import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { waiversRouteRef } from '../routes';

/** The tab with waivers, first of all those that wait for the user. */
export const waiversPage = SubPageBlueprint.make({
  name: 'waivers',
  params: {
    path: 'waivers',
    title: 'Waivers',
    routeRef: waiversRouteRef,
    loader: () =>
      import('../components/waivers/WaiversPage').then(m => <m.WaiversPage />),
  },
});
