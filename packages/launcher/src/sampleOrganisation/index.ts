export { sampleRepositories } from './repositories';
export * from './seedSampleOrganisation';
