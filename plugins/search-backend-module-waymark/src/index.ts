/**
 * Finds standards, checks, surveys and promises.
 *
 * @packageDocumentation
 */
export { searchModuleWaymark as default } from './module';
export { createCollator } from './createCollator';
