import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { FixesClient } from '@waymark-idp/plugin-conformity-common';
import { fixesApiRef } from '../api/fixesApiRef';

/** The client of fixes. */
export const fixesApi = ApiBlueprint.make({
  name: 'fixes',
  params: defineParams =>
    defineParams({
      api: fixesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new FixesClient(deps),
    }),
});
