export { authModuleSampleAccounts as default } from './module';
export { sampleAccountsAuthenticator } from './sampleAccountsAuthenticator';
export type { SampleAccount } from './readSampleAccounts';
