import { RepositoryLimits } from './types';

const MEBIBYTE = 1024 * 1024;

/** The limits that hold where nothing else is asked for. @public */
export const defaultRepositoryLimits: RepositoryLimits = {
  entries: 50_000,
  treeBytes: 512 * MEBIBYTE,
  keptFiles: 5_000,
  fileBytes: MEBIBYTE,
  keptBytes: 20 * MEBIBYTE,
  archiveRatio: 100,
  milliseconds: 30_000,
};
