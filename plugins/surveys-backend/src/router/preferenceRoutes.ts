import type { Router } from 'express';
import {
  surveysInvitationReadPermission,
  surveysPreferenceUpdatePermission,
} from '@waymark-idp/plugin-surveys-common';
import type { RouteContext } from './createRouter';

/** What people say about being asked; their own business, so not audited. */
export function addPreferenceRoutes(router: Router, context: RouteContext) {
  const { preferences } = context;

  router.get('/preferences', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysInvitationReadPermission,
    );
    response.json(await preferences.get(principal.userEntityRef));
  });

  router.put('/preferences', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysPreferenceUpdatePermission,
    );
    response.json(await preferences.set(principal.userEntityRef, request.body));
  });

  router.post('/invitations/:waveId/snooze', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysPreferenceUpdatePermission,
    );
    await preferences.snoozeWave(
      request.params.waveId,
      principal.userEntityRef,
      request.body.until,
    );
    response.status(204).end();
  });
}
