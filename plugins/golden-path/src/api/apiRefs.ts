import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  AdoptionApi,
  RolloutsApi,
  UpgradesApi,
} from '@waymark-idp/plugin-golden-path-common';

/** Drift and upgrades, as the pages ask for them. @public */
export const upgradesApiRef = createApiRef<UpgradesApi>({
  id: 'plugin.golden-path.upgrades',
});

/** How templates are used, as the pages ask for it. @public */
export const adoptionApiRef = createApiRef<AdoptionApi>({
  id: 'plugin.golden-path.adoption',
});

/** Rollouts, as the pages ask for them. @public */
export const rolloutsApiRef = createApiRef<RolloutsApi>({
  id: 'plugin.golden-path.rollouts',
});
