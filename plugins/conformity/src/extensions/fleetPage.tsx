import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { componentsRouteRef } from '../routes';

/** The tab with the scores of many components, first of all the user's own. */
export const fleetPage = SubPageBlueprint.make({
  name: 'components',
  params: {
    path: 'components',
    title: 'Components',
    routeRef: componentsRouteRef,
    loader: () =>
      import('../components/fleet/FleetPage').then(m => <m.FleetPage />),
  },
});
