import { createApiRef } from '@backstage/frontend-plugin-api';
import { FleetApi } from '@waymark-idp/plugin-conformity-common';

/**
 * The fleet as a whole, as the pages ask the conformity backend about it.
 *
 * @public
 */
export const fleetApiRef = createApiRef<FleetApi>({
  id: 'plugin.conformity.fleet',
});
