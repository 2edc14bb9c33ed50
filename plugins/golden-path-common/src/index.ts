/**
 * Types, permissions and client of the golden path.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './client';
export * from './drift';
export * from './events';
export * from './permissions';
export * from './repositoryName';
export * from './types';
export * from './upgrade';
