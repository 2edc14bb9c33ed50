import { createApiRef } from '@backstage/frontend-plugin-api';
import { SurveysApi } from '@waymark-idp/plugin-surveys-common';

/** The surveys backend, for who is signed in. @public */
export const surveysApiRef = createApiRef<SurveysApi>().with({
  id: 'plugin.surveys.client',
  pluginId: 'surveys',
});
