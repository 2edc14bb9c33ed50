import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  goldenPathRolloutCreatePermission,
  goldenPathRolloutReadPermission,
  goldenPathRolloutUpdatePermission,
  Rollout,
  RolloutCommand,
} from '@waymark-idp/plugin-golden-path-common';
import { Request, Router } from 'express';
import { RolloutService } from '../rollouts/RolloutService';
import { Access } from './Access';
import { authorize } from './authorize';

const COMMANDS: RolloutCommand[] = ['pause', 'resume', 'stop'];

/** `/rollouts` */
export function addRolloutRoutes(
  router: Router,
  options: {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    access: Access;
    rollouts: RolloutService;
  },
) {
  const { auditor, httpAuth, permissions, access, rollouts } = options;

  router.get('/rollouts', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, goldenPathRolloutReadPermission, credentials);
    res.json({ items: await rollouts.list() });
  });

  router.get('/rollouts/:id', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, goldenPathRolloutReadPermission, credentials);
    const rollout = await rollouts.get(req.params.id);
    res.json({
      ...rollout,
      components: await access.visible(rollout.components, credentials),
    });
  });

  router.post('/rollouts', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(
      permissions,
      goldenPathRolloutCreatePermission,
      credentials,
    );
    const rollout = await audited(req, 'create', req.body, () =>
      rollouts.create(req.body, {
        userRef: credentials.principal.userEntityRef,
      }),
    );
    res.status(201).json(rollout);
  });

  for (const command of COMMANDS) {
    router.post(`/rollouts/:id/${command}`, async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      await authorize(
        permissions,
        goldenPathRolloutUpdatePermission,
        credentials,
      );
      const { id } = req.params;
      const rollout = await audited(req, command, { id }, () =>
        rollouts.command(id, command, {
          userRef: credentials.principal.userEntityRef,
        }),
      );
      res.json(rollout);
    });
  }

  async function audited(
    request: Request,
    what: string,
    meta: object,
    work: () => Promise<Rollout>,
  ): Promise<Rollout> {
    const event = await auditor.createEvent({
      eventId: `rollout-${what}`,
      severityLevel: 'medium',
      request,
      meta: meta as never,
    });
    try {
      const rollout = await work();
      await event.success({ meta: { id: rollout.id } });
      return rollout;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }
}
