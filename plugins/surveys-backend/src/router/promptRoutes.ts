import type { Router } from 'express';
import {
  surveysInvitationReadPermission,
  surveysResponseCreatePermission,
} from '@waymark-idp/plugin-surveys-common';
import type { RouteContext } from './createRouter';

/** The question in the corner. As with all answers, none of it is audited. */
export function addPromptRoutes(router: Router, context: RouteContext) {
  const { prompts } = context;

  router.get('/prompts', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysInvitationReadPermission,
    );
    const { entityRef } = request.query;
    const prompt = await prompts.next(
      principal.userEntityRef,
      entityRef as string | undefined,
    );
    response.json({ items: prompt ? [prompt] : [] });
  });

  router.post('/prompts/:promptId/answer', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysResponseCreatePermission,
    );
    const receipt = await prompts.answer(
      request.params.promptId,
      principal.userEntityRef,
      request.body.answers,
    );
    response.status(receipt.status === 'recorded' ? 201 : 200).json(receipt);
  });

  // Closing it without a word is putting it off, so both do the same.
  for (const path of [
    '/prompts/:promptId/snooze',
    '/prompts/:promptId/dismiss',
  ]) {
    router.post(path, async (request, response) => {
      const { principal } = await context.user(
        request,
        surveysInvitationReadPermission,
      );
      await prompts.snooze(request.params.promptId, principal.userEntityRef);
      response.status(204).end();
    });
  }
}
