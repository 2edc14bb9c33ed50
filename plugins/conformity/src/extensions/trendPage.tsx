import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { trendRouteRef } from '../routes';

/** The tab with the scores day by day. */
export const trendPage = SubPageBlueprint.make({
  name: 'trend',
  params: {
    path: 'trend',
    title: 'Trend',
    routeRef: trendRouteRef,
    loader: () =>
      import('../components/trend/TrendPage').then(m => <m.TrendPage />),
  },
});
