export * from './gitVersions';
