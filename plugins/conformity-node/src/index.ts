/**
 * The conformity engine: standards as YAML, checks, evaluation.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './collectors';
export * from './loadStandards';
export * from './filesToKeep';
export * from './entity';
export * from './contribution';
export { evaluate } from './evaluate';
export * from './evaluateMany';
export * from './fix';
export * from './graph';
export { compileJsonSchema } from './language/compileSchema';
export type { SchemaViolation } from './language/compileSchema';
export * from './maskSecrets';
export * from './readWaiverRequests';
export * from './report';
export * from './standard/standardSchema';
