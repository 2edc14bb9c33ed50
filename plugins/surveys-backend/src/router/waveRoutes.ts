import type { Router } from 'express';
import {
  surveysSurveyReadPermission,
  surveysWaveCreatePermission,
  surveysWaveReadPermission,
  surveysWaveUpdatePermission,
  type WaveStatus,
} from '@waymark-idp/plugin-surveys-common';
import { audited } from './audited';
import type { RouteContext } from './createRouter';

/** Surveys and waves: reading, creating, opening, closing. */
export function addWaveRoutes(router: Router, context: RouteContext) {
  const { surveys, waves, closer, auditor } = context;

  router.get('/surveys', async (request, response) => {
    await context.reader(request, surveysSurveyReadPermission);
    response.json({ items: surveys });
  });

  router.get('/waves', async (request, response) => {
    await context.reader(request, surveysWaveReadPermission);
    const { status, limit, cursor } = request.query;
    const page = await waves.list({
      status: status as WaveStatus | undefined,
      limit: limit === undefined ? 20 : Number(limit),
      cursor: cursor as string | undefined,
    });
    response.json(page);
  });

  router.post('/waves', async (request, response) => {
    const credentials = await context.user(
      request,
      surveysWaveCreatePermission,
    );
    const wave = await audited(
      auditor,
      { eventId: 'wave-create', request, severityLevel: 'medium' },
      () => waves.create(request.body, credentials.principal.userEntityRef),
    );
    response.status(201).json(wave);
  });

  router.get('/waves/:waveId', async (request, response) => {
    await context.reader(request, surveysWaveReadPermission);
    response.json(await waves.get(request.params.waveId));
  });

  router.post('/waves/:waveId/open', async (request, response) => {
    await context.user(request, surveysWaveUpdatePermission);
    const { waveId } = request.params;
    const wave = await audited(
      auditor,
      {
        eventId: 'wave-open',
        request,
        severityLevel: 'medium',
        meta: { waveId },
      },
      () => waves.open(waveId),
    );
    response.json(wave);
  });

  router.post('/waves/:waveId/close', async (request, response) => {
    await context.user(request, surveysWaveUpdatePermission);
    const { waveId } = request.params;
    const wave = await audited(
      auditor,
      {
        eventId: 'wave-close',
        request,
        severityLevel: 'medium',
        meta: { waveId },
      },
      () => closer.close(waveId),
    );
    response.json(wave);
  });
}
