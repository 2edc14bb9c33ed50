import type {
  AuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  promisePath,
  surveysPromiseReadPermission,
} from '@waymark-idp/plugin-surveys-common';
import type { PromiseService } from '../promises/PromiseService';

/** The action `list-promises`: what the platform does about what people said. */
export function createListPromisesAction(options: {
  actionsRegistry: ActionsRegistryService;
  auth: AuthService;
  permissions: PermissionsService;
  promises: PromiseService;
}) {
  const { actionsRegistry, permissions, promises } = options;
  actionsRegistry.register({
    name: 'list-promises',
    title: 'List the promises of the platform',
    description:
      'Lists what the platform team has promised to do about survey results ("you said, we did"), with its state, who answers for it, ' +
      'what it is linked to, and what the same question said in the next wave. Open promises come oldest first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: surveysPromiseReadPermission,
    schema: {
      input: z =>
        z
          .object({
            state: z
              .enum(['open', 'done', 'dropped', 'all'])
              .optional()
              .describe('Which promises; open ones by default'),
            surveyId: z.string().optional().describe('Of one survey only'),
          })
          .strict(),
      output: z =>
        z.object({
          promises: z.array(
            z.object({
              id: z.string().describe('Id of the promise'),
              said: z.string().describe('What people said'),
              promise: z.string().describe('What the platform does about it'),
              state: z.enum(['planned', 'doing', 'done', 'dropped']),
              reason: z.string().optional().describe('Why it was dropped'),
              owner: z.string().describe('Entity ref of who answers for it'),
              link: z.string().optional().describe('What is done, to look at'),
              surveyId: z.string(),
              question: z.string().describe('The question it is about'),
              createdAt: z.string().describe('ISO 8601'),
              effect: z
                .string()
                .optional()
                .describe('What the next wave says, in words'),
              path: z.string().describe('Path in the portal'),
            }),
          ),
        }),
    },
    action: async ({ credentials, input }) => {
      const [{ result }] = await permissions.authorize(
        [{ permission: surveysPromiseReadPermission }],
        { credentials },
      );
      if (result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `You need the permission ${surveysPromiseReadPermission.name} for this.`,
        );
      }
      const { items } = await promises.list({
        state: input.state ?? 'open',
        surveyId: input.surveyId,
      });
      return {
        output: {
          promises: items.map(promise => ({
            id: promise.id,
            said: promise.said,
            promise: promise.text,
            state: promise.state,
            reason: promise.reason,
            owner: promise.owner,
            link: promise.link?.target,
            surveyId: promise.surveyId,
            question: promise.questionText,
            createdAt: promise.createdAt,
            effect: promise.effect?.sentence,
            path: promisePath(promise.id),
          })),
        },
      };
    },
  });
}
