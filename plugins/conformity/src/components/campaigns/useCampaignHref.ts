import { useRouteRef } from '@backstage/frontend-plugin-api';
import { campaignsRouteRef } from '../../routes';

/** Makes links to campaigns: to the list, or to what is below it. */
export function useCampaignHref(): (path?: string) => string {
  const root = useRouteRef(campaignsRouteRef)?.() ?? '/conformity/campaigns';
  return path => (path ? `${root}/${path}` : root);
}
