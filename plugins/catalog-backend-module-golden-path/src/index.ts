/**
 * Relations between components and the templates that they came from.
 *
 * @packageDocumentation
 */
export {
  catalogModuleGoldenPath as default,
  RELATION_SCAFFOLDED_FROM,
  RELATION_SCAFFOLDER_OF,
} from './module';
