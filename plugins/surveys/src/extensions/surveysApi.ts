import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { SurveysClient } from '@waymark-idp/plugin-surveys-common';
import { surveysApiRef } from '../api/surveysApiRef';

export const surveysApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: surveysApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new SurveysClient(deps),
    }),
});
