import type { Router } from 'express';
import {
  surveysInterviewReadPermission,
  surveysPersonalDataUpdatePermission,
} from '@waymark-idp/plugin-surveys-common';
import type { PersonalDataService } from '../services/PersonalDataService';
import type { DatabaseVolunteerStore } from '../stores/DatabaseVolunteerStore';
import { audited } from './audited';
import type { RouteContext } from './createRouter';

/** What is stored under a name, and interviews. */
export function addPersonalDataRoutes(
  router: Router,
  context: Pick<RouteContext, 'user' | 'auditor'> & {
    personalData: PersonalDataService;
    volunteers: DatabaseVolunteerStore;
  },
) {
  const { personalData, volunteers, auditor } = context;

  router.get('/my-data', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysPersonalDataUpdatePermission,
    );
    response.json(await personalData.export(principal.userEntityRef));
  });

  router.delete('/my-data', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysPersonalDataUpdatePermission,
    );
    const left = await audited(
      auditor,
      { eventId: 'personal-data-delete', request },
      () => personalData.delete(principal.userEntityRef),
    );
    response.json(left);
  });

  router.delete('/waves/:waveId/response', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysPersonalDataUpdatePermission,
    );
    await personalData.deleteResponse(
      request.params.waveId,
      principal.userEntityRef,
    );
    response.status(204).end();
  });

  router.put('/interviews/mine', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysPersonalDataUpdatePermission,
    );
    await volunteers.set(principal.userEntityRef, request.body.willing);
    response.status(204).end();
  });

  router.get('/interviews', async (request, response) => {
    await context.user(request, surveysInterviewReadPermission);
    const refs = await audited(
      auditor,
      { eventId: 'interview-volunteers-read', request },
      () => volunteers.list(),
    );
    response.json({ items: refs.map(userRef => ({ userRef })) });
  });
}
