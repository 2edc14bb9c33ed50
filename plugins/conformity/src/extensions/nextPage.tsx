import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { nextRouteRef } from '../routes';

/** The tab with what a team should do next. */
export const nextPage = SubPageBlueprint.make({
  name: 'next',
  params: {
    path: 'next',
    title: 'What next',
    routeRef: nextRouteRef,
    loader: () =>
      import('../components/next/NextPage').then(m => <m.NextPage />),
  },
});
