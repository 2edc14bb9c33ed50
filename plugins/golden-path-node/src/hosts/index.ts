export * from './createRepositoryHost';
export * from './RepositoryHost';
