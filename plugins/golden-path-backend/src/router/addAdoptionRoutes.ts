import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ComponentDrift,
  goldenPathAdoptionReadPermission,
} from '@waymark-idp/plugin-golden-path-common';
import { Router } from 'express';
import { AdoptionService } from '../adoption/AdoptionService';
import { toCsv } from '../adoption/toCsv';
import { Access } from './Access';
import { authorize } from './authorize';
import { entityRefOf } from './entityRefOf';

const COLUMNS = [
  ...['component', 'title', 'owner', 'template', 'version', 'newestVersion'],
  ...['state', 'unchanged', 'changedHere', 'deletedHere', 'behind'],
  ...['problem', 'checkedAt'],
];

/** `/adoption` and `/templates/…/adoption` */
export function addAdoptionRoutes(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    access: Access;
    adoption: AdoptionService;
  },
) {
  const { httpAuth, permissions, access, adoption } = options;
  const permission = goldenPathAdoptionReadPermission;

  router.get('/adoption', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, permission, credentials);
    res.json(await adoption.summary(credentials));
  });

  router.get('/adoption/export', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, permission, credentials);
    const all: ComponentDrift[] = [];
    for await (const page of adoption.components()) {
      all.push(...(await access.visible(page, credentials)));
    }
    if (req.query.format === 'json') {
      res.attachment('golden-path.json').json(all);
      return;
    }
    res
      .attachment('golden-path.csv')
      .type('text/csv')
      .send(toCsv(COLUMNS, all.map(toRow)));
  });

  router.get('/templates/:kind/:namespace/:name/adoption', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, permission, credentials);
    const template = await access.entity(entityRefOf(req), credentials);
    res.json(await adoption.get(template));
  });
}

function toRow(item: ComponentDrift): Array<string | number | undefined> {
  const { unchanged, changedHere, deletedHere, behind } = item.counts;
  return [
    ...[item.entityRef, item.title, item.owner, item.templateRef],
    ...[item.version, item.newestVersion, item.state],
    ...[unchanged, changedHere, deletedHere, behind],
    ...[item.problem, item.checkedAt],
  ];
}
