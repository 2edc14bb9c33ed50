export * from './deriveParameters';
export * from './nearnessOf';
export * from './rankVersions';
