export { newParametersOf } from './newParameters';
export * from './planUpgrade';
