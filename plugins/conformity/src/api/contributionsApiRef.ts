import { createApiRef } from '@backstage/frontend-plugin-api';
import { ContributionsApi } from '@waymark-idp/plugin-conformity-common';

/**
 * What changes of the standards would do, as the pages ask the backend.
 *
 * @public
 */
export const contributionsApiRef = createApiRef<ContributionsApi>({
  id: 'plugin.conformity.contributions',
});
