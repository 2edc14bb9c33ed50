import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { WaiversClient } from '@waymark-idp/plugin-conformity-common';
import { waiversApiRef } from '../api/waiversApiRef';

/** The client of waivers. */
export const waiversApi = ApiBlueprint.make({
  name: 'waivers',
  params: defineParams =>
    defineParams({
      api: waiversApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new WaiversClient(deps),
    }),
});
