export * from './browser';
export * from './database/EmbeddedDatabase';
export * from './progress';
export * from './sampleOrganisation';
export * from './settings';
export * from './waymark';
