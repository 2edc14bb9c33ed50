import { Proposal } from './types';

/** An entry of a folder of a git tree. @internal */
export interface TreeEntry {
  /** Last segment of the path. */
  name: string;
  /** As git writes it, e.g. `100755`. */
  mode: string;
  /** Object id. */
  id: string;
}

/** A folder of a commit. @internal */
export interface TreeFolder {
  commit: string;
  /** Empty for the top. */
  path: string;
  /** Object id; undefined for the top. */
  id: string | undefined;
}

/** How two commits went apart. @internal */
export interface Comparison {
  /** Commits of the head that the base lacks, newest first. */
  commits: { sha: string; message: string }[];
  /** False where the host did not list all of them. */
  complete: boolean;
  mergeBase: string | undefined;
}

/** A change that makes a difference. @internal */
export interface EffectiveChange {
  path: string;
  /** Undefined: deleted. */
  content: Buffer | undefined;
  executable: boolean;
}

/** A commit to put on a branch. @internal */
export interface CommitRequest {
  branch: string;
  /** Where the branch stands; undefined: it is to be made. */
  branchTip: string | undefined;
  baseBranch: string;
  /** The commit that the changes are to be seen against. */
  baseTip: string;
  /** How the branch stands to the base; undefined for a new branch. */
  comparison: Comparison | undefined;
  changes: EffectiveChange[];
  message: string;
  author: { name: string; email: string };
}

/** A repository on a host, as seen for one operation. @internal */
export interface RepositoryHost {
  defaultBranch(): Promise<string>;
  /** Commits of branches; those that are not there are left out. */
  tips(branches: string[]): Promise<Map<string, string>>;
  /** @throws NotFoundError where there is no such commit */
  listFolder(folder: TreeFolder): Promise<TreeEntry[]>;
  compare(base: string, head: string): Promise<Comparison>;
  /**
   * Writes a commit and moves the branch to it, without force.
   *
   * @returns the commit that the branch stands at then
   * @throws BranchMovedError where the branch is elsewhere by now
   */
  commit(request: CommitRequest): Promise<string>;
  /** All proposals of a branch of this repository, newest first. */
  list(branch: string): Promise<Proposal[]>;
  get(number: number): Promise<Proposal>;
  /** @throws BranchMovedError where the branch has an open one already */
  create(proposal: {
    branch: string;
    base: string;
    title: string;
    description: string;
  }): Promise<Proposal>;
  update(
    number: number,
    change: { title?: string; description?: string; state?: 'closed' },
  ): Promise<Proposal>;
  /** Clears what was kept on disk. */
  dispose?(): Promise<void>;
}

/** Somebody was faster; looking again tells what to do. @internal */
export class BranchMovedError extends Error {
  override name = 'BranchMovedError';
}

/**
 * A host refused to write: because somebody was faster, or because of what was
 * sent?
 *
 * @throws BranchMovedError, or what the host said
 */
export async function explainRefusal<T>(
  work: Promise<T>,
  somebodyWasFaster: () => Promise<boolean>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const refused = ['InputError', 'ConflictError'].includes(
      (error as Error).name,
    );
    if (refused && (await somebodyWasFaster())) {
      throw new BranchMovedError((error as Error).message);
    }
    throw error;
  }
}

/** A commit that also brings in what the base branch got since. */
export function parentsOf(request: CommitRequest): string[] {
  const { branchTip, baseTip, comparison } = request;
  if (!branchTip || comparison?.mergeBase === branchTip) {
    return [baseTip];
  }
  return comparison?.mergeBase === baseTip ? [branchTip] : [branchTip, baseTip];
}
