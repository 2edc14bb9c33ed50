/**
 * The conformity backend: evaluates components against standards.
 *
 * @packageDocumentation
 */
export { conformityPlugin as default } from './plugin';
