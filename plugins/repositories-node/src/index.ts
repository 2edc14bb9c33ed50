/**
 * A repository at a commit: its tree, its texts, within limits; and proposals to
 * change it.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './errors';
export * from './limits';
export * from './isSafePath';
export * from './sourceFolderOf';
export * from './createSnapshotFromFiles';
export * from './createSnapshotFromDirectory';
export * from './createSnapshotFromTar';
export * from './UrlReaderRepositoryReader';
export { unpackSnapshot } from './MemoryRepositorySnapshot';
export * from './commitAuthorOf';
export * from './history';
export * from './proposals';
