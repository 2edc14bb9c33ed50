import type { Router } from 'express';
import {
  surveysWaveCreatePermission,
  surveysWaveDeletePermission,
  surveysWaveReadPermission,
  surveysWaveUpdatePermission,
  type WaveStatus,
} from '@waymark-idp/plugin-surveys-common';
import { audited } from './audited';
import type { RouteContext } from './createRouter';

/** Waves: reading, creating, opening, extending, closing, archiving. */
export function addWaveRoutes(router: Router, context: RouteContext) {
  const { waves, closer, auditor } = context;

  router.get('/waves', async (request, response) => {
    await context.reader(request, surveysWaveReadPermission);
    const { status, surveyId, archived, limit, cursor } = request.query;
    const page = await waves.list({
      status: status as WaveStatus | undefined,
      surveyId: surveyId as string | undefined,
      // Coerced by the validation of requests.
      archived: String(archived) === 'true',
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

  router.post('/waves/:waveId/extend', async (request, response) => {
    await context.user(request, surveysWaveUpdatePermission);
    const { waveId } = request.params;
    const { closesAt } = request.body;
    const wave = await audited(
      auditor,
      {
        ...{ eventId: 'wave-extend', request, severityLevel: 'medium' },
        meta: { waveId, closesAt },
      },
      () => waves.extend(waveId, closesAt),
    );
    response.json(wave);
  });

  router.post('/waves/:waveId/archive', async (request, response) => {
    await context.user(request, surveysWaveUpdatePermission);
    const { waveId } = request.params;
    const wave = await audited(
      auditor,
      {
        ...{ eventId: 'wave-archive', request, severityLevel: 'low' },
        meta: { waveId },
      },
      () => waves.archive(waveId),
    );
    response.json(wave);
  });

  router.delete('/waves/:waveId', async (request, response) => {
    await context.user(request, surveysWaveDeletePermission);
    const { waveId } = request.params;
    await audited(
      auditor,
      {
        ...{ eventId: 'wave-delete', request, severityLevel: 'medium' },
        meta: { waveId },
      },
      () => waves.delete(waveId),
    );
    response.status(204).end();
  });

  router.post('/audience-previews', async (request, response) => {
    await context.user(request, surveysWaveCreatePermission);
    response.json(await waves.preview(request.body));
  });
}
