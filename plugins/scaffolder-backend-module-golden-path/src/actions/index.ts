export * from './discardRepository';
export * from './publishers';
export * from './publishRepository';
export * from './recordAnswers';
