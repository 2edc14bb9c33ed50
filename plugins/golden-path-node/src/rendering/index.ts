export * from './renderVersion';
export { resolveValues } from './resolveValues';
export { readTemplateVersion } from './TemplateVersion';
export type { TemplateVersion } from './TemplateVersion';
