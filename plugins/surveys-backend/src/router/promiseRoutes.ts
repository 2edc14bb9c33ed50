import type { Router } from 'express';
import {
  surveysPromiseCreatePermission,
  surveysPromiseDeletePermission,
  surveysPromiseReadPermission,
  surveysPromiseUpdatePermission,
} from '@waymark-idp/plugin-surveys-common';
import { audited } from './audited';
import type { RouteContext } from './createRouter';

/** You said, we did. */
export function addPromiseRoutes(router: Router, context: RouteContext) {
  const { promises, auditor } = context;

  router.get('/promises', async (request, response) => {
    await context.reader(request, surveysPromiseReadPermission);
    const { state, surveyId, waveId, limit } = request.query as Record<
      string,
      string | undefined
    >;
    response.json(
      await promises.list({
        ...{ state: state as 'open' | undefined, surveyId, waveId },
        limit: limit === undefined ? undefined : Number(limit),
      }),
    );
  });

  router.post('/promises', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysPromiseCreatePermission,
    );
    const promise = await audited(
      auditor,
      { eventId: 'promise-create', request, severityLevel: 'low' },
      () => promises.create(request.body, principal.userEntityRef),
    );
    response.status(201).json(promise);
  });

  router.get('/promises/:promiseId', async (request, response) => {
    await context.reader(request, surveysPromiseReadPermission);
    response.json(await promises.get(request.params.promiseId));
  });

  router.patch('/promises/:promiseId', async (request, response) => {
    await context.user(request, surveysPromiseUpdatePermission);
    const { promiseId } = request.params;
    const promise = await audited(
      auditor,
      {
        ...{ eventId: 'promise-update', request, severityLevel: 'low' },
        meta: { promiseId },
      },
      () => promises.update(promiseId, request.body),
    );
    response.json(promise);
  });

  router.delete('/promises/:promiseId', async (request, response) => {
    await context.user(request, surveysPromiseDeletePermission);
    const { promiseId } = request.params;
    await audited(
      auditor,
      {
        ...{ eventId: 'promise-delete', request, severityLevel: 'medium' },
        meta: { promiseId },
      },
      () => promises.delete(promiseId),
    );
    response.status(204).end();
  });

  router.post('/promises/:promiseId/interviews', async (request, response) => {
    await context.user(request, surveysPromiseUpdatePermission);
    const { promiseId } = request.params;
    await audited(
      auditor,
      {
        ...{ eventId: 'interviews-request', request, severityLevel: 'medium' },
        meta: { promiseId },
      },
      () => promises.requestInterviews(promiseId, request.body.message),
    );
    response.json({ sent: true });
  });
}
