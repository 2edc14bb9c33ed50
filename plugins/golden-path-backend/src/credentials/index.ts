export * from './GitHostAccounts';
