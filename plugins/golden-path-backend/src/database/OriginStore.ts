import {
  DriftCounts,
  FileDrift,
  OriginState,
} from '@waymark-idp/plugin-golden-path-common';

/** A component of the catalog that says which template it comes from. */
export interface NoticedOrigin {
  entityRef: string;
  entityEtag: string;
  title?: string;
  owner?: string;
  sourceUrl: string;
  templateRef: string;
  version?: string;
}

/** What is known about where a component comes from. */
export interface Origin extends NoticedOrigin {
  wantedAt: Date;
  /** Undefined before the first check. */
  checkedAt?: Date;
  commit?: string;
  question?: string;
  newestVersion?: string;
  state?: OriginState;
  problem?: string;
  counts: DriftCounts;
  /** All but those that are unchanged and not behind. */
  files: FileDrift[];
}

/** What a check found. */
export interface CheckedOrigin {
  entityRef: string;
  /** When the check began. */
  at: Date;
  commit?: string;
  /** Digest of what the drift depends on besides the commit. */
  question?: string;
  version?: string;
  newestVersion?: string;
  state: OriginState;
  problem?: string;
  counts?: DriftCounts;
  files?: FileDrift[];
}

/** A component whose repository cannot be read now. */
export interface UnreadOrigin {
  entityRef: string;
  problem: string;
}

/** Which of the components to list. */
export interface OriginFilter {
  templateRef?: string;
  owners?: string[];
  state?: OriginState;
}

/** Components and their origins. */
export interface OriginStore {
  /**
   * Makes these the components that there are; new and changed ones are wanted.
   *
   * @param noticed - all of the catalog
   */
  replaceAll(noticed: NoticedOrigin[]): Promise<void>;
  get(entityRef: string): Promise<Origin | undefined>;
  list(
    filter: OriginFilter,
    page: { limit: number; after?: string },
  ): Promise<Origin[]>;
  /**
   * The next ones to check, oldest first, and as of when they are listed: what
   * is wanted after that, a check of these does not answer.
   */
  listWanted(limit: number): Promise<{ at: Date; origins: Origin[] }>;
  /** Wants the check of what is below an address, or of everything that is older than a date. */
  want(which: { sourceUrl: string } | { before: Date }): Promise<number>;
  /**
   * Wants the check of what was answered for another question.
   *
   * @param questions - what is asked now, by template
   */
  wantOtherThan(questions: ReadonlyMap<string, string>): Promise<void>;
  /** Keeps what was found, and for what could not be read what is known, and puts that off. */
  write(
    checked: readonly CheckedOrigin[],
    unread: readonly UnreadOrigin[],
  ): Promise<void>;
}
