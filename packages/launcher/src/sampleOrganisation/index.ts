export * from './seedSampleOrganisation';
