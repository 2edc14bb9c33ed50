export * from './planUpgrade';
