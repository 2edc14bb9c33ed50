import type { Router } from 'express';
import {
  surveysReplyUpdatePermission,
  surveysResultsReadPermission,
} from '@waymark-idp/plugin-surveys-common';
import type { ReplyService } from '../services/ReplyService';
import { audited } from './audited';
import type { RouteContext } from './createRouter';

/** Replies to comments and themes of results. */
export function addReplyRoutes(
  router: Router,
  context: Pick<RouteContext, 'user' | 'reader' | 'auditor'> & {
    replies: ReplyService;
  },
) {
  const { replies, auditor } = context;

  router.get('/waves/:waveId/replies', async (request, response) => {
    await context.reader(request, surveysResultsReadPermission);
    response.json({ items: await replies.list(request.params.waveId) });
  });

  router.put('/waves/:waveId/replies', async (request, response) => {
    const { principal } = await context.user(
      request,
      surveysReplyUpdatePermission,
    );
    const { waveId } = request.params;
    const { questionId, targetId, text } = request.body;
    await audited(
      auditor,
      { eventId: 'comment-reply', request, meta: { waveId, questionId } },
      () =>
        replies.reply({
          waveId,
          questionId,
          targetId,
          text,
          repliedBy: principal.userEntityRef,
        }),
    );
    response.status(204).end();
  });
}
