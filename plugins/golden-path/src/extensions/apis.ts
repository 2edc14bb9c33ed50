import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  AdoptionClient,
  RolloutsClient,
  UpgradesClient,
} from '@waymark-idp/plugin-golden-path-common';
import { adoptionApiRef, rolloutsApiRef, upgradesApiRef } from '../api/apiRefs';

const deps = { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef };

export const upgradesApi = ApiBlueprint.make({
  name: 'upgrades',
  params: defineParams =>
    defineParams({
      api: upgradesApiRef,
      deps,
      factory: options => new UpgradesClient(options),
    }),
});

export const adoptionApi = ApiBlueprint.make({
  name: 'adoption',
  params: defineParams =>
    defineParams({
      api: adoptionApiRef,
      deps,
      factory: options => new AdoptionClient(options),
    }),
});

export const rolloutsApi = ApiBlueprint.make({
  name: 'rollouts',
  params: defineParams =>
    defineParams({
      api: rolloutsApiRef,
      deps,
      factory: options => new RolloutsClient(options),
    }),
});
