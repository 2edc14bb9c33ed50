import { createApiRef } from '@backstage/frontend-plugin-api';
import { CampaignsApi } from '@waymark-idp/plugin-conformity-common';

/**
 * The campaigns of the conformity backend, as the pages call it.
 *
 * @public
 */
export const campaignsApiRef = createApiRef<CampaignsApi>({
  id: 'plugin.conformity.campaigns',
});
