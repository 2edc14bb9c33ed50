export * from './applyMigrations';
export * from './CreationStore';
export * from './DatabaseRepositoryClaimStore';
export * from './RepositoryClaimStore';
