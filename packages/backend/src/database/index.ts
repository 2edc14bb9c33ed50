export * from './DatabaseHealth';
export * from './PostgresHealth';
export * from './whileDatabaseIsAway';
