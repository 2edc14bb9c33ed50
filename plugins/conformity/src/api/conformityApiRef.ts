import { ConformityApi } from '@waymark-idp/plugin-conformity-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/**
 * The conformity backend, as the pages call it.
 *
 * @public
 */
export const conformityApiRef = createApiRef<ConformityApi>({
  id: 'plugin.conformity.client',
});
