import { createApiRef } from '@backstage/frontend-plugin-api';
import { SnapshotsApi } from '@waymark-idp/plugin-conformity-common';

/**
 * What the conformity backend gives out for use in other places, as badges.
 *
 * @public
 */
export const snapshotsApiRef = createApiRef<SnapshotsApi>({
  id: 'plugin.conformity.snapshots',
});
