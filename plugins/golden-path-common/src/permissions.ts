import { createPermission } from '@backstage/plugin-permission-common';

/** May render a registered template without creating anything. @public */
export const goldenPathPreviewCreatePermission = createPermission({
  name: 'golden-path.preview.create',
  attributes: { action: 'create' },
});

/** May ask whether a name is free in the catalog and on a host. @public */
export const goldenPathNameReadPermission = createPermission({
  name: 'golden-path.name.read',
  attributes: { action: 'read' },
});

/** May read one's own account on the embedded git host (never another's). @public */
export const goldenPathCredentialReadPermission = createPermission({
  name: 'golden-path.credential.read',
  attributes: { action: 'read' },
});

/** May read how components differ from their templates. @public */
export const goldenPathDriftReadPermission = createPermission({
  name: 'golden-path.drift.read',
  attributes: { action: 'read' },
});

/**
 * May propose an upgrade, or to adopt the golden path. The resource is the
 * component in the catalog, so a policy can decide by who owns it.
 *
 * @public
 */
export const goldenPathUpgradeCreatePermission = createPermission({
  name: 'golden-path.upgrade.create',
  attributes: { action: 'create' },
  resourceType: 'catalog-entity',
});

/** May read how templates are used. @public */
export const goldenPathAdoptionReadPermission = createPermission({
  name: 'golden-path.adoption.read',
  attributes: { action: 'read' },
});

/** May read the files of the versions of templates. @public */
export const goldenPathVersionReadPermission = createPermission({
  name: 'golden-path.version.read',
  attributes: { action: 'read' },
});

/** May read rollouts and their progress. @public */
export const goldenPathRolloutReadPermission = createPermission({
  name: 'golden-path.rollout.read',
  attributes: { action: 'read' },
});

/** May take a version of a template to many components, whoever owns them. @public */
export const goldenPathRolloutCreatePermission = createPermission({
  name: 'golden-path.rollout.create',
  attributes: { action: 'create' },
});

/** May pause, resume and stop rollouts. @public */
export const goldenPathRolloutUpdatePermission = createPermission({
  name: 'golden-path.rollout.update',
  attributes: { action: 'update' },
});

/** All permissions of the golden-path plugin. @public */
export const goldenPathPermissions = [
  goldenPathPreviewCreatePermission,
  goldenPathNameReadPermission,
  goldenPathCredentialReadPermission,
  goldenPathDriftReadPermission,
  goldenPathUpgradeCreatePermission,
  goldenPathAdoptionReadPermission,
  goldenPathVersionReadPermission,
  goldenPathRolloutReadPermission,
  goldenPathRolloutCreatePermission,
  goldenPathRolloutUpdatePermission,
];
