export { applyContribution } from './applyContribution';
export type { ContributedFile } from './applyContribution';
export { checkSource } from './checkSource';
