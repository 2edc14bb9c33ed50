/**
 * The conformity engine: standards as YAML, checks, evaluation.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './loadStandards';
export * from './filesToKeep';
export * from './evaluate';
export * from './maskSecrets';
export * from './standard/standardSchema';
