import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { ContributionsClient } from '@waymark-idp/plugin-conformity-common';
import { contributionsApiRef } from '../api/contributionsApiRef';

/** The client of contributions. */
export const contributionsApi = ApiBlueprint.make({
  name: 'contributions',
  params: defineParams =>
    defineParams({
      api: contributionsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ContributionsClient(deps),
    }),
});
