/** The last version of a standard's file that was without a problem. */
export interface GoodFile {
  /** As in the configuration. */
  source: string;
  path: string;
  content: string;
  loadedAt: Date;
}

/** What is kept of the standards, over a restart too. */
export interface StandardFileStore {
  /** All good versions of the files of these sources. */
  load(sources: string[]): Promise<GoodFile[]>;

  /**
   * Keeps these versions, and forgets the files of their sources that are no
   * longer there.
   *
   * @param present - All files that each of the sources has now.
   */
  keep(
    good: Omit<GoodFile, 'loadedAt'>[],
    present: { source: string; path: string }[],
    sources: string[],
  ): Promise<void>;

  /**
   * Notes what is in force. Answers what was before, for the one replica that
   * is first; undefined for the others, and where it is the same.
   */
  note(digest: string): Promise<{ previous?: string } | undefined>;
}
