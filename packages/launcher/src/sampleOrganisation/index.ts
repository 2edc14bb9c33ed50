export { sampleRepositories } from './repositories';
export * from './sample';
export * from './seedSampleOrganisation';
