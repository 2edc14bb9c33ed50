export { permissionModuleWaymark as default } from './module';
export { WaymarkPermissionPolicy } from './WaymarkPermissionPolicy';
export type { WaymarkPermissionPolicyOptions } from './WaymarkPermissionPolicy';
