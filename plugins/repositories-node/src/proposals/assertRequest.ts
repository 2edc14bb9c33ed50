import { InputError } from '@backstage/errors';
import { isSafePath } from '../isSafePath';
import { FileChange, ProposalRequest } from './types';

const MAX_FILES = 1_000;
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_TITLE = 255;
/** The smallest limit among the hosts is that of GitHub. */
const MAX_DESCRIPTION = 60_000;

// The rules of git-check-ref-format, and no leading dash.
const IMPOSSIBLE_BRANCH =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$|(?:^|\/)\.|\.lock(?:\/|$)|^@$|^HEAD$|^refs\/|^[0-9a-f]{40}$/;

// What some file system takes for `.git`: other capitals, the short name on
// Windows, dots and blanks at the end, and characters that macOS ignores.
const GIT_FOLDER = /^(?:\.git|git~\d+)[. ]*(?::.*)?$/i;
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** @throws `InputError` that names the field and says what it may be */
export function assertRequest(request: ProposalRequest): void {
  assertBranchName(request.branch, 'branch');
  if (request.base?.branch !== undefined) {
    assertBranchName(request.base.branch, 'base.branch');
  }
  const { commit } = request.base ?? {};
  if (commit !== undefined && !/^[0-9a-f]{40}$/.test(commit)) {
    throw new InputError(`base.commit '${commit}' is not a full commit id`);
  }
  const { title, description, commitMessage, author } = request;
  if (!title.trim() || title.length > MAX_TITLE || /[\r\n\0]/.test(title)) {
    throw new InputError(
      `The title must be one line of 1 to ${MAX_TITLE} characters`,
    );
  }
  if (description.length > MAX_DESCRIPTION) {
    throw new InputError(
      `The description must have at most ${MAX_DESCRIPTION} characters`,
    );
  }
  if (!commitMessage.trim() || commitMessage.includes('\0')) {
    throw new InputError('The commit message must not be empty');
  }
  for (const text of [author.name, author.email]) {
    // eslint-disable-next-line no-control-regex
    if (!text.trim() || /[<>\u0000-\u001f]/.test(text)) {
      throw new InputError(
        'The author needs a name and an email without "<", ">" and control characters',
      );
    }
  }
  assertChanges(request.changes);
}

/** @throws `InputError` */
export function assertBranchName(name: string, field: string): void {
  if (!name || name.length > 200 || IMPOSSIBLE_BRANCH.test(name)) {
    throw new InputError(`${field} '${name}' is not a possible branch name`);
  }
}

function assertChanges(changes: FileChange[]): void {
  if (changes.length === 0 || changes.length > MAX_FILES) {
    throw new InputError(
      `A proposal changes 1 to ${MAX_FILES} files, not ${changes.length}`,
    );
  }
  const kept = new Set<string>();
  const paths = new Set<string>();
  let bytes = 0;
  for (const change of changes) {
    assertPath(change.path);
    if (paths.has(change.path)) {
      throw new InputError(`'${change.path}' is changed twice`);
    }
    paths.add(change.path);
    if ('content' in change) {
      kept.add(change.path);
      bytes += Buffer.byteLength(change.content);
    }
  }
  if (bytes > MAX_BYTES) {
    throw new InputError(
      `The changed files have ${bytes} bytes together; ${MAX_BYTES} are possible`,
    );
  }
  for (const path of kept) {
    const folder = foldersOf(path).find(parent => kept.has(parent));
    if (folder !== undefined) {
      throw new InputError(`'${folder}' cannot be a file and a folder`);
    }
  }
}

function assertPath(path: string): void {
  // eslint-disable-next-line no-control-regex
  if (!isSafePath(path) || /[\u0000-\u001f\u007f\\]/.test(path)) {
    throw new InputError(`'${path}' is not a path inside a repository`);
  }
  const segments = path.split('/');
  if (segments.some(name => GIT_FOLDER.test(name.replace(IGNORED, '')))) {
    throw new InputError(`'${path}' belongs to git itself`);
  }
}

/** The folders above a path, outermost first. */
export function foldersOf(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, i) => segments.slice(0, i + 1).join('/'));
}
