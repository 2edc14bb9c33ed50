export * from './driftOf';
export * from './IgnoreList';
