export * from './RepositoryClaims';
export * from './RepositoryDiscarder';
export * from './RepositoryTarget';
