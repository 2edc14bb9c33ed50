import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  goldenPathDriftReadPermission,
  goldenPathUpgradeCreatePermission,
} from '@waymark-idp/plugin-golden-path-common';
import { Router } from 'express';
import { UpgradeService } from '../upgrades/UpgradeService';
import { Access } from './Access';
import { authorize } from './authorize';
import { entityRefOf } from './entityRefOf';

const PATH = '/entities/:kind/:namespace/:name/upgrades';

/** `/entities/…/upgrades` */
export function addUpgradeRoutes(
  router: Router,
  options: {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    access: Access;
    upgrades: UpgradeService;
  },
) {
  const { auditor, httpAuth, permissions, access, upgrades } = options;

  router.get(PATH, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, goldenPathDriftReadPermission, credentials);
    const entityRef = entityRefOf(req);
    await access.entity(entityRef, credentials);
    res.json({ items: await upgrades.list(entityRef) });
  });

  // A plan shows the files of the repository: it is for those who may propose.
  router.post(`${PATH}/plan`, async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const entityRef = entityRefOf(req);
    await access.entity(entityRef, credentials);
    await access.authorizeFor(
      goldenPathUpgradeCreatePermission,
      entityRef,
      credentials,
    );
    res.json(await upgrades.plan(entityRef, req.body));
  });

  router.post(PATH, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const entityRef = entityRefOf(req);
    await access.entity(entityRef, credentials);
    await access.authorizeFor(
      goldenPathUpgradeCreatePermission,
      entityRef,
      credentials,
    );
    const { token, ...request } = req.body;
    const event = await auditor.createEvent({
      eventId: 'upgrade-open',
      request: req,
      meta: { entityRef, version: request.version },
    });
    try {
      const upgrade = await upgrades.open(entityRef, request, {
        userRef: credentials.principal.userEntityRef,
        token,
      });
      await event.success({ meta: { url: upgrade.url } });
      res.status(201).json(upgrade);
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });
}
