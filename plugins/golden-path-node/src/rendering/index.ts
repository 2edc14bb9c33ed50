export { renderVersion } from './renderVersion';
export type { RenderedVersion } from './renderVersion';
export { resolveValues } from './resolveValues';
export {
  parseTemplate,
  readTemplateVersion,
  valuesOf,
} from './TemplateVersion';
export type { TemplateVersion } from './TemplateVersion';
