export { withHistory } from './withHistory';
export type { RepositoryHistory } from './withHistory';
