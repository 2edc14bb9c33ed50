export * from './createIsTaskOver';
export * from './TaskEndListener';
