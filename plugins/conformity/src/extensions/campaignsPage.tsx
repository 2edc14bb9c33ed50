import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { campaignsRouteRef } from '../routes';

/** The tab with campaigns, and a page for each. */
export const campaignsPage = SubPageBlueprint.make({
  name: 'campaigns',
  params: {
    path: 'campaigns',
    title: 'Campaigns',
    routeRef: campaignsRouteRef,
    loader: () =>
      import('../components/campaigns/CampaignsRouter').then(m => (
        <m.CampaignsRouter />
      )),
  },
});
