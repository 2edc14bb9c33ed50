import { createApiRef } from '@backstage/frontend-plugin-api';
import { WaiversApi } from '@waymark-idp/plugin-conformity-common';

/**
 * The waivers of the conformity backend, as the pages call it.
 *
 * @public
 */
export const waiversApiRef = createApiRef<WaiversApi>({
  id: 'plugin.conformity.waivers',
});
