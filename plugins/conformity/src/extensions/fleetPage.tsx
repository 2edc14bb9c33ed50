import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { fleetRouteRef } from '../routes';

/** The page with the scores of many components, first of all the user's own. */
export const fleetPage = PageBlueprint.make({
  params: {
    path: '/conformity',
    title: 'Conformity',
    icon: <RiShieldCheckLine />,
    routeRef: fleetRouteRef,
    loader: () =>
      import('../components/fleet/FleetPage').then(m => <m.FleetPage />),
  },
});
