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

/** All permissions of the golden-path plugin. @public */
export const goldenPathPermissions = [
  goldenPathPreviewCreatePermission,
  goldenPathNameReadPermission,
  goldenPathCredentialReadPermission,
];
