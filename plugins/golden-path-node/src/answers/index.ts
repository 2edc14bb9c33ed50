export * from './RecordedAnswers';
export * from './withholdSecrets';
