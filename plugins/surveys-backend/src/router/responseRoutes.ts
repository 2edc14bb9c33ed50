import type { Router } from 'express';
import {
  surveysInvitationReadPermission,
  surveysResponseCreatePermission,
} from '@waymark-idp/plugin-surveys-common';
import type { RouteContext } from './createRouter';

/**
 * Answering. None of this goes to the audit trail: who has answered is in the
 * database, what was answered is nobody's business.
 */
export function addResponseRoutes(router: Router, context: RouteContext) {
  const { responses } = context;

  router.get('/invitations', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysInvitationReadPermission,
    );
    const items = await responses.invitations(principal.userEntityRef);
    response.json({ items });
  });

  router.get('/waves/:waveId/draft', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysInvitationReadPermission,
    );
    const draft = await responses.getDraft(
      request.params.waveId,
      principal.userEntityRef,
    );
    if (draft) response.json(draft);
    else response.status(204).end();
  });

  router.put('/waves/:waveId/draft', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysResponseCreatePermission,
    );
    await responses.saveDraft(
      request.params.waveId,
      principal.userEntityRef,
      request.body.answers,
    );
    response.status(204).end();
  });

  router.post('/waves/:waveId/responses', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysResponseCreatePermission,
    );
    const receipt = await responses.submit(
      request.params.waveId,
      principal.userEntityRef,
      request.body.answers,
    );
    response.status(receipt.status === 'recorded' ? 201 : 200).json(receipt);
  });
}
