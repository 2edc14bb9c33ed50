import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { fleetRouteRef } from '../routes';

/** What is shown in tabs: components, campaigns, waivers, and what others attach. */
export const conformityPage = PageBlueprint.make({
  params: {
    path: '/conformity',
    title: 'Conformity',
    icon: <RiShieldCheckLine />,
    routeRef: fleetRouteRef,
  },
});
