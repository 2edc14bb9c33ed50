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
 * May propose an upgrade. The resource is the component in the catalog, so a
 * policy can decide by who owns it.
 *
 * @public
 */
export const goldenPathUpgradeCreatePermission = createPermission({
  name: 'golden-path.upgrade.create',
  attributes: { action: 'create' },
  resourceType: 'catalog-entity',
});

/** All permissions of the golden-path plugin. @public */
export const goldenPathPermissions = [
  goldenPathPreviewCreatePermission,
  goldenPathNameReadPermission,
  goldenPathCredentialReadPermission,
  goldenPathDriftReadPermission,
  goldenPathUpgradeCreatePermission,
];
