/** Largest request body that one push may send, unpacked from gzip. */
export const MAX_PUSH_BYTES = 200 * 1024 * 1024;
/** Branches and tags that one push may move. */
export const MAX_REFS_PER_PUSH = 1_000;
/** A repository larger than this accepts no further push. */
export const MAX_REPOSITORY_BYTES = 1024 * 1024 * 1024;
/** Largest negotiation that one fetch may send. */
export const MAX_FETCH_REQUEST_BYTES = 16 * 1024 * 1024;
export const MAX_JSON_BODY_BYTES = 64 * 1024;
/** Largest file that the contents API returns, as in Gitea's own default. */
export const MAX_API_FILE_BYTES = 10 * 1024 * 1024;
/** Largest file, and most lines, that a web page shows. */
export const MAX_PAGE_FILE_BYTES = 1024 * 1024;
export const MAX_PAGE_LINES = 20_000;
/** Most of a diff that a web page shows. */
export const MAX_DIFF_BYTES = 1024 * 1024;
export const MAX_DIFF_FILES = 300;
export const MAX_TREE_ENTRIES = 5_000;

/** Largest diff or patch of a pull request that the API returns. */
export const MAX_API_DIFF_BYTES = 10 * 1024 * 1024;
/** Pull requests that one repository keeps open at a time. */
export const MAX_OPEN_PULL_REQUESTS = 1_000;

export const READ_TIMEOUT_MS = 30_000;
export const TRANSFER_TIMEOUT_MS = 10 * 60_000;
/** How long stopping waits for pushes that git is already writing. */
export const STOP_PUSH_GRACE_MS = 5_000;
