/** One bare repository on disk, and what this host knows beside it. */
export interface Repository {
  owner: string;
  name: string;
  /** The bare repository's folder. */
  gitDir: string;
  description: string;
  /** Readable only with an account. */
  private: boolean;
  /** Username of the account that created it. */
  creator: string;
  /** ISO 8601. */
  createdAt: string;
}
