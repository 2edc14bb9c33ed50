import type { Router } from 'express';
import {
  surveysSurveyCreatePermission,
  surveysSurveyDeletePermission,
  surveysSurveyReadPermission,
  surveysSurveyUpdatePermission,
} from '@waymark-idp/plugin-surveys-common';
import { audited } from './audited';
import type { RouteContext } from './createRouter';

/** Survey definitions: reading, and writing those of the portal. */
export function addSurveyRoutes(router: Router, context: RouteContext) {
  const { surveys, auditor } = context;

  router.get('/surveys', async (request, response) => {
    await context.reader(request, surveysSurveyReadPermission);
    response.json({ items: await surveys.list() });
  });

  router.post('/surveys', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysSurveyCreatePermission,
    );
    const definition = await audited(
      auditor,
      { eventId: 'survey-create', request, severityLevel: 'medium' },
      () => surveys.create(request.body.yaml, principal.userEntityRef),
    );
    response.status(201).json(definition);
  });

  router.get('/surveys/:surveyId.yaml', async (request, response) => {
    await context.reader(request, surveysSurveyReadPermission);
    const { surveyId } = request.params;
    const { yaml } = await surveys.get(surveyId);
    response.attachment(`${surveyId}.yaml`).type('application/yaml').send(yaml);
  });

  router.get('/surveys/:surveyId', async (request, response) => {
    await context.reader(request, surveysSurveyReadPermission);
    response.json(await surveys.get(request.params.surveyId));
  });

  router.put('/surveys/:surveyId', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysSurveyUpdatePermission,
    );
    const { surveyId } = request.params;
    const definition = await audited(
      auditor,
      {
        ...{ eventId: 'survey-update', request, severityLevel: 'medium' },
        meta: { surveyId },
      },
      () => surveys.update(surveyId, request.body, principal.userEntityRef),
    );
    response.json(definition);
  });

  router.delete('/surveys/:surveyId', async (request, response) => {
    await context.user(request, surveysSurveyDeletePermission);
    const { surveyId } = request.params;
    await audited(
      auditor,
      {
        ...{ eventId: 'survey-delete', request, severityLevel: 'medium' },
        meta: { surveyId },
      },
      () => surveys.delete(surveyId),
    );
    response.status(204).end();
  });
}
