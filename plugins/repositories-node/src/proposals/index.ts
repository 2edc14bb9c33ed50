export * from './types';
export { DefaultProposals } from './DefaultProposals';
export type { DefaultProposalsOptions } from './DefaultProposals';
