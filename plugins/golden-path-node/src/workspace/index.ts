export * from './annotateCatalogInfo';
export { digestWorkspace, readWorkspace } from './readWorkspace';
export type { WorkspaceEntry } from './readWorkspace';
