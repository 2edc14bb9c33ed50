import { Entity } from '@backstage/catalog-model';
import { Evaluation } from '@waymark-idp/plugin-conformity-common';
import {
  CompiledStandard,
  EvaluationInputs,
  FileChange,
  planFix,
  withChanges,
} from '@waymark-idp/plugin-conformity-node';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { lstat, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors';

/**
 * Writes the fix of every check that fails and has one, each on top of those
 * before it.
 *
 * @returns the repository with what was written, or the same one.
 * @throws UsageError when a file cannot be written.
 */
export async function applyFixes(options: {
  directory: string;
  repository: RepositorySnapshot;
  evaluation: Evaluation;
  standards: readonly CompiledStandard[];
  entity: Entity;
  inputs?: Partial<EvaluationInputs>;
  now: Date;
  say: (text: string) => void;
}): Promise<RepositorySnapshot> {
  const { directory, evaluation, standards, say, ...asked } = options;
  const failing = new Set(
    evaluation.outcomes
      .filter(({ state }) => state === 'failed' || state === 'error')
      .map(({ check }) => check),
  );
  let { repository } = options;
  const written = new Map<string, FileChange>();
  for (const check of standards.flatMap(standard => standard.checks)) {
    if (!failing.has(check.id) || check.fixable !== 'files') {
      continue;
    }
    const { changes, refused } = planFix(check, { ...asked, repository });
    if (refused) {
      say(`${check.id} is not fixed: ${refused}`);
      continue;
    }
    repository = withChanges(repository, changes);
    for (const change of changes) {
      const before = written.has(change.path)
        ? written.get(change.path)!.before
        : change.before;
      written.set(change.path, { ...change, before });
    }
    say(`${check.id} is fixed: ${changes.map(c => c.path).join(', ')}`);
  }
  await Promise.all(
    [...written.keys()].map(file => requireNoLink(directory, file)),
  );
  for (const change of written.values()) {
    await write(directory, change);
    say(
      `${change.before === undefined ? 'created' : 'changed'}  ${change.path}`,
    );
  }
  if (written.size === 0) {
    say('There is nothing to fix by writing files.');
  }
  return repository;
}

async function write(directory: string, change: FileChange): Promise<void> {
  const file = path.join(directory, change.path);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, change.after);
  } catch (error) {
    throw new UsageError(
      `${change.path} cannot be written: ${(error as Error).message}`,
    );
  }
}

/** A link in the repository may lead anywhere; nothing is written through one. */
async function requireNoLink(directory: string, file: string): Promise<void> {
  const segments = file.split('/');
  for (let i = 1; i <= segments.length; i++) {
    const part = path.join(directory, ...segments.slice(0, i));
    const info = await lstat(part).catch(() => undefined);
    if (info?.isSymbolicLink()) {
      throw new UsageError(
        `${segments
          .slice(0, i)
          .join(
            '/',
          )} is a symbolic link: fixes are not written through links. Nothing was written.`,
      );
    }
  }
}
