import { createApiRef } from '@backstage/frontend-plugin-api';
import { GoldenPathApi } from '@waymark-idp/plugin-golden-path-common';

/** The golden-path backend, with the credentials of who is signed in. @public */
export const goldenPathApiRef = createApiRef<GoldenPathApi>().with({
  id: 'plugin.golden-path.client',
  pluginId: 'golden-path',
});
