export * from './ConformityApi';
export * from './ConformityClient';
export * from './events';
export * from './permissions';
export * from './score';
export * from './scorecard';
export * from './signals';
export * from './types';
