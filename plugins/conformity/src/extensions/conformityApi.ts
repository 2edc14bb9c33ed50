import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { ConformityClient } from '@waymark-idp/plugin-conformity-common';
import { conformityApiRef } from '../api/conformityApiRef';

/** The client of the conformity backend. */
export const conformityApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: conformityApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ConformityClient(deps),
    }),
});
