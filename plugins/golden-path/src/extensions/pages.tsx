import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiRouteLine } from '@remixicon/react';
import { goldenPathRouteRef, rolloutsRouteRef } from '../routes';

/** What is shown in tabs: drift, adoption, rollouts. */
export const goldenPathPage = PageBlueprint.make({
  params: {
    path: '/golden-path',
    title: 'Golden path',
    icon: <RiRouteLine />,
    routeRef: goldenPathRouteRef,
  },
});

/** The tab with the components that came from templates. */
export const driftPage = SubPageBlueprint.make({
  name: 'drift',
  params: {
    path: 'drift',
    title: 'Drift',
    loader: () =>
      import('../components/drift/FleetDriftPage').then(m => (
        <m.FleetDriftPage />
      )),
  },
});

/** The tab with how templates are used. */
export const adoptionPage = SubPageBlueprint.make({
  name: 'adoption',
  params: {
    path: 'adoption',
    title: 'Adoption',
    loader: () =>
      import('../components/adoption/AdoptionPage').then(m => (
        <m.AdoptionPage />
      )),
  },
});

/** The tab with rollouts, and a page for each. */
export const rolloutsPage = SubPageBlueprint.make({
  name: 'rollouts',
  params: {
    path: 'rollouts',
    title: 'Rollouts',
    routeRef: rolloutsRouteRef,
    loader: () =>
      import('../components/rollouts/RolloutsRouter').then(m => (
        <m.RolloutsRouter />
      )),
  },
});
