import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { CampaignsClient } from '@waymark-idp/plugin-conformity-common';
import { campaignsApiRef } from '../api/campaignsApiRef';

/** The client of campaigns. */
export const campaignsApi = ApiBlueprint.make({
  name: 'campaigns',
  params: defineParams =>
    defineParams({
      api: campaignsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new CampaignsClient(deps),
    }),
});
