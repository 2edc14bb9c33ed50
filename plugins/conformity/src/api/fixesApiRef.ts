import { createApiRef } from '@backstage/frontend-plugin-api';
import { FixesApi } from '@waymark-idp/plugin-conformity-common';

/**
 * The fixes of the conformity backend, as the pages call it.
 *
 * @public
 */
export const fixesApiRef = createApiRef<FixesApi>({
  id: 'plugin.conformity.fixes',
});
