import type {
  AuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  answerPath,
  surveysInvitationReadPermission,
} from '@waymark-idp/plugin-surveys-common';
import type { ResponseService } from '../services/ResponseService';

/** The action `list-open-surveys`: the open waves that the user is asked to answer. */
export function createListOpenSurveysAction(options: {
  actionsRegistry: ActionsRegistryService;
  auth: AuthService;
  permissions: PermissionsService;
  responses: ResponseService;
}) {
  const { actionsRegistry, auth, permissions, responses } = options;
  actionsRegistry.register({
    name: 'list-open-surveys',
    title: 'List my open surveys',
    description:
      'Lists the survey waves that are open and that the signed-in user is asked to answer, those closing first first, ' +
      'with how many questions they have, whether the user has answered, and where to answer. Never returns any answer.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: surveysInvitationReadPermission,
    schema: {
      input: z => z.object({}).strict(),
      output: z =>
        z.object({
          surveys: z.array(
            z.object({
              waveId: z.string().describe('Id of the wave'),
              title: z.string().describe('Title of the survey'),
              mode: z
                .enum(['anonymous', 'confidential'])
                .describe('The privacy mode that was promised'),
              questions: z.number().describe('Number of questions'),
              closesAt: z.string().describe('When it closes, ISO 8601'),
              answered: z.boolean().describe('Whether the user has answered'),
              path: z.string().describe('Path in the portal to answer at'),
            }),
          ),
        }),
    },
    action: async ({ credentials }) => {
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new NotAllowedError(
          'Surveys are answered by people: call this as a signed-in user.',
        );
      }
      const [{ result }] = await permissions.authorize(
        [{ permission: surveysInvitationReadPermission }],
        { credentials },
      );
      if (result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `You need the permission ${surveysInvitationReadPermission.name} for this.`,
        );
      }
      const invitations = await responses.invitations(
        credentials.principal.userEntityRef,
      );
      const surveys = invitations.map(({ wave, participated }) => ({
        waveId: wave.id,
        title: wave.title,
        mode: wave.terms.mode,
        questions: wave.questions.length,
        closesAt: wave.closesAt,
        answered: participated,
        path: answerPath(wave.id),
      }));
      return { output: { surveys } };
    },
  });
}
