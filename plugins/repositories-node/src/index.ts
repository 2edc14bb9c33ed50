/**
 * A repository at a commit: its tree, its texts, within limits.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './errors';
export * from './limits';
export * from './createSnapshotFromFiles';
export * from './createSnapshotFromDirectory';
export * from './UrlReaderRepositoryReader';
