import { ConflictError } from '@backstage/errors';
import {
  isSafePath,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { RE2JS } from 're2js';
import { Facts } from '../language/Facts';
import { CompiledFix, FileFix, renderValue } from './compileFix';
import { setValue } from './setValue';
import { TextTemplate } from './textTemplate';
import { FileChange, textOf, withChanges } from './withChanges';

const MAX_FILE_CHARACTERS = 1_000_000;

/**
 * The changes that a fix makes of a repository; those that change nothing are
 * left out. To be called within `withFacts`.
 *
 * @throws ConflictError when a change does not fit what is there.
 */
export function applyFix(
  fix: CompiledFix,
  repository: RepositorySnapshot,
  facts: Facts,
): FileChange[] {
  const render = (template: TextTemplate) => template.render(facts);
  const changes = new Map<string, FileChange>();
  for (const file of fix.files) {
    const path = render(file.path);
    requireInside(path, repository);
    const known = changes.get(path);
    const before = known ? known.after : textOf(repository, path);
    const after = changed(file, path, before, render);
    if (after.length > MAX_FILE_CHARACTERS) {
      throw new ConflictError(
        `${path} would have more than ${MAX_FILE_CHARACTERS} characters`,
      );
    }
    changes.set(path, { path, before: known ? known.before : before, after });
  }
  return [...changes.values()].filter(({ before, after }) => before !== after);
}

/** Whether the same fix would change nothing more. */
export function isSettled(
  fix: CompiledFix,
  repository: RepositorySnapshot,
  changes: readonly FileChange[],
  facts: Facts,
): boolean {
  return applyFix(fix, withChanges(repository, changes), facts).length === 0;
}

function requireInside(path: string, repository: RepositorySnapshot) {
  const inGit = path
    .split('/')
    .some(segment => segment.toLowerCase() === '.git');
  if (!isSafePath(path) || inGit || !/^[^\\\p{Cc}]+$/u.test(path)) {
    throw new ConflictError(
      `The fix would change ${JSON.stringify(
        path.slice(0, 200),
      )}, which is not a file of the repository`,
    );
  }
  const folder = repository.paths.find(
    other => other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
  );
  if (folder !== undefined) {
    throw new ConflictError(
      `The fix would write ${path}, and ${folder} stands in the way`,
    );
  }
}

function changed(
  file: FileFix,
  path: string,
  before: string | undefined,
  render: (template: TextTemplate) => string,
): string {
  switch (file.kind) {
    case 'create':
      // A file without a word in it is as good as none.
      return before === undefined || before.trim() === ''
        ? render(file.content)
        : before;
    case 'append':
      return append(before ?? '', file.lines.map(render));
    case 'replace':
      if (before === undefined) {
        throw new ConflictError(`There is no ${path} to change`);
      }
      return RE2JS.compile(file.pattern, RE2JS.MULTILINE)
        .matcher(before)
        .replaceAll(render(file.with), false);
    default:
      return setValue({
        path,
        text: before,
        where: file.where,
        key: file.key,
        value: renderValue(file.value, render),
      });
  }
}

function append(before: string, lines: readonly string[]): string {
  const has = new Set(before.split(/\r?\n/).map(line => line.trim()));
  const missing = lines.filter(line => !has.has(line.trim()));
  if (missing.length === 0) {
    return before;
  }
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  const start = before === '' || before.endsWith('\n') ? '' : newline;
  return `${before}${start}${missing.join(newline)}${newline}`;
}
