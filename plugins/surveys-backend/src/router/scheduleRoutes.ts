import type { Router } from 'express';
import {
  surveysWaveCreatePermission,
  surveysWaveDeletePermission,
  surveysWaveReadPermission,
  surveysWaveUpdatePermission,
} from '@waymark-idp/plugin-surveys-common';
import { audited } from './audited';
import type { RouteContext } from './createRouter';

/** Waves that begin by themselves. */
export function addScheduleRoutes(router: Router, context: RouteContext) {
  const { schedules, auditor } = context;

  router.get('/schedules', async (request, response) => {
    await context.reader(request, surveysWaveReadPermission);
    response.json(await schedules.list());
  });

  router.post('/schedules', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysWaveCreatePermission,
    );
    const schedule = await audited(
      auditor,
      { eventId: 'schedule-create', request, severityLevel: 'medium' },
      () => schedules.create(request.body, principal.userEntityRef),
    );
    response.status(201).json(schedule);
  });

  router.patch('/schedules/:scheduleId', async (request, response) => {
    await context.user(request, surveysWaveUpdatePermission);
    const { scheduleId } = request.params;
    const schedule = await audited(
      auditor,
      {
        ...{ eventId: 'schedule-update', request, severityLevel: 'medium' },
        meta: { scheduleId },
      },
      () => schedules.setPaused(scheduleId, request.body.paused),
    );
    response.json(schedule);
  });

  router.delete('/schedules/:scheduleId', async (request, response) => {
    await context.user(request, surveysWaveDeletePermission);
    const { scheduleId } = request.params;
    await audited(
      auditor,
      {
        ...{ eventId: 'schedule-delete', request, severityLevel: 'medium' },
        meta: { scheduleId },
      },
      () => schedules.delete(scheduleId),
    );
    response.status(204).end();
  });
}
