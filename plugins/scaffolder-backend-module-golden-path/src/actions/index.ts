export * from './adoptGoldenPath';
export * from './discardRepository';
export * from './proposeContribution';
export * from './publishers';
export * from './publishRepository';
export * from './recordAnswers';
