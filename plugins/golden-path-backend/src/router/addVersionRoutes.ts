import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  goldenPathVersionReadPermission,
  TemplateVersionArchive,
} from '@waymark-idp/plugin-golden-path-common';
import { readTree } from '@waymark-idp/plugin-golden-path-node';
import { Router } from 'express';
import { TemplateVersions } from '../versions/TemplateVersions';
import { Access } from './Access';
import { authorize } from './authorize';
import { entityRefOf } from './entityRefOf';

const PATH = '/templates/:kind/:namespace/:name/versions';

/** `/templates/…/versions` */
export function addVersionRoutes(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    access: Access;
    versions: TemplateVersions;
  },
) {
  const { httpAuth, permissions, access, versions } = options;
  const permission = goldenPathVersionReadPermission;

  router.get(PATH, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, permission, credentials);
    const templateRef = entityRefOf(req);
    await access.entity(templateRef, credentials);
    const known = (await versions.list()).get(templateRef) ?? [];
    res.json({
      items: known.map(({ version, digest }) => ({ version, digest })),
    });
  });

  router.get(`${PATH}/:version/archive`, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, permission, credentials);
    const templateRef = entityRefOf(req);
    await access.entity(templateRef, credentials);
    const { version, folder } = await versions.get(
      templateRef,
      req.params.version,
    );
    const tree = await readTree(folder);
    const known = (await versions.list()).get(templateRef) ?? [];
    const archive: TemplateVersionArchive = {
      templateRef,
      version,
      digest: known.find(item => item.version === version)?.digest ?? '',
      files: [...tree].map(([path, { mode, content }]) => ({
        path,
        mode,
        content: content.toString('base64'),
      })),
    };
    res.json(archive);
  });
}
