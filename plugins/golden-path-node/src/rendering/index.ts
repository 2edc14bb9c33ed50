export * from './renderVersion';
export { resolveValues } from './resolveValues';
export { readTemplateVersion, valuesOf } from './TemplateVersion';
export type { TemplateVersion } from './TemplateVersion';
