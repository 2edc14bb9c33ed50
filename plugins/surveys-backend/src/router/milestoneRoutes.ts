import { InputError, NotFoundError } from '@backstage/errors';
import {
  surveysMilestoneCreatePermission,
  surveysMilestoneDeletePermission,
  surveysResultsReadPermission,
} from '@waymark-idp/plugin-surveys-common';
import type { Router } from 'express';
import { audited } from './audited';
import type { RouteContext } from './createRouter';

/** What happened that trends are read against. */
export function addMilestoneRoutes(router: Router, context: RouteContext) {
  const { milestones, auditor, now } = context;
  router.get('/milestones', async (request, response) => {
    await context.reader(request, surveysResultsReadPermission);
    const { from, to } = request.query;
    const items = await milestones.list({ from: time(from), to: time(to) });
    response.json({ items });
  });

  router.post('/milestones', async (request, response) => {
    const { principal } = await context.reader(
      request,
      surveysMilestoneCreatePermission,
    );
    const { kind, title, link, happenedAt } = request.body;
    const milestone = await audited(
      auditor,
      { eventId: 'milestone-create', request, severityLevel: 'medium' },
      () =>
        milestones.insert({
          ...{ kind, link, title: title.trim() },
          happenedAt: time(happenedAt) ?? now(),
          createdBy:
            principal.type === 'user'
              ? principal.userEntityRef
              : principal.subject,
        }),
    );
    response.status(201).json(milestone);
  });

  router.delete('/milestones/:milestoneId', async (request, response) => {
    await context.user(request, surveysMilestoneDeletePermission);
    const { milestoneId } = request.params;
    await audited(
      auditor,
      {
        ...{ eventId: 'milestone-delete', request, severityLevel: 'medium' },
        meta: { milestoneId },
      },
      async () => {
        if (!(await milestones.delete(milestoneId))) {
          throw new NotFoundError(`There is no milestone ${milestoneId}.`);
        }
      },
    );
    response.status(204).end();
  });
}

function time(written: unknown): Date | undefined {
  if (written === undefined) return undefined;
  const date = new Date(String(written));
  if (Number.isNaN(date.getTime())) {
    throw new InputError(
      `"${written}" is not a time. Write it as 2026-05-04T10:00:00Z.`,
    );
  }
  return date;
}
