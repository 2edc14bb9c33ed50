import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { SnapshotsClient } from '@waymark-idp/plugin-conformity-common';
import { snapshotsApiRef } from '../api/snapshotsApiRef';

/** The client of what is given out for use in other places. */
export const snapshotsApi = ApiBlueprint.make({
  name: 'snapshots',
  params: defineParams =>
    defineParams({
      api: snapshotsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new SnapshotsClient(deps),
    }),
});
