/**
 * Types, permissions and client of the golden path.
 *
 * @packageDocumentation
 */
export * from './adoption';
export * from './annotations';
export * from './client';
export * from './drift';
export * from './events';
export * from './facts';
export * from './permissions';
export * from './repositoryName';
export * from './rollout';
export * from './types';
export * from './upgrade';
export * from './version';
