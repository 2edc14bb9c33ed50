import { SubPageBlueprint } from '@backstage/frontend-plugin-api';

/** The tab with the scores of many components, first of all the user's own. */
export const fleetPage = SubPageBlueprint.make({
  name: 'components',
  params: {
    path: 'components',
    title: 'Components',
    loader: () =>
      import('../components/fleet/FleetPage').then(m => <m.FleetPage />),
  },
});
