export { startGitHost } from './startGitHost';
export type { GitHost, GitHostOptions } from './startGitHost';
export type { Account } from './accounts';
