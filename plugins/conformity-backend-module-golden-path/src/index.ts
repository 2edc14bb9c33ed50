/**
 * How far components are behind their templates, for checks to ask.
 *
 * @packageDocumentation
 */
export { conformityModuleGoldenPath as default } from './module';
