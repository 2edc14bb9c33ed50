import { createHash } from 'node:crypto';
import { isEnforced } from './evaluation/afterwards';
import { compileAppliesTo, compileCheck } from './standard/compileCheck';
import { readStandardFile } from './standard/readStandardFile';
import {
  CompiledCheck,
  CompiledStandard,
  LoadedStandards,
  StandardFile,
  StandardProblem,
} from './types';

/** To be raised whenever the engine may answer the same question differently. */
const ENGINE_VERSION = 2;

// In all files: more than anybody wants to read, and a bound on what an
// evaluation can take.
const MAX_CHECKS = 5000;

/**
 * Loads standards from the contents of their files.
 *
 * A check that is wrong is left out and reported, the others of its standard
 * stay in force; a file that is no standard is left out as a whole. Of two
 * checks, or two standards, of the same name the first in the order of paths
 * stays. Never throws.
 *
 * @public
 */
export function loadStandards(files: readonly StandardFile[]): LoadedStandards {
  const standards: CompiledStandard[] = [];
  const problems: StandardProblem[] = [];
  const inForce: unknown[] = [];
  const placeOfCheck = new Map<string, string>();
  const placeOfStandard = new Map<string, string>();

  const sorted = [...files].sort((a, b) => compare(a.path, b.path));
  for (const file of sorted) {
    const read = readStandardFile(file);
    problems.push(...read.problems);
    if (!read.definition) {
      continue;
    }
    const { metadata, spec } = read.definition;
    const report = (line: number | undefined, message: string) =>
      problems.push({ file: file.path, line, message });
    const other = placeOfStandard.get(metadata.name);
    if (other) {
      report(
        read.lineOf(['metadata', 'name']),
        `There is a standard '${metadata.name}' already, in ${other}`,
      );
      continue;
    }
    let appliesTo: ReturnType<typeof compileAppliesTo>;
    try {
      appliesTo = compileAppliesTo(spec.appliesTo);
    } catch (error) {
      report(read.lineOf(['spec', 'appliesTo']), messageOf(error));
      continue;
    }
    placeOfStandard.set(metadata.name, file.path);
    const checks: CompiledCheck[] = [];
    if (placeOfCheck.size + read.checks.length > MAX_CHECKS) {
      report(
        read.lineOf(['spec', 'checks']),
        `There are more than ${MAX_CHECKS} checks in force; the ${read.checks.length} of this file are left out`,
      );
      continue;
    }
    for (const { definition, line } of read.checks) {
      const { id } = definition;
      const place = placeOfCheck.get(id);
      try {
        if (place) {
          throw new Error(`There is a check '${id}' already, at ${place}`);
        }
        checks.push(compileCheck(definition, appliesTo));
        placeOfCheck.set(id, `${file.path}:${line}`);
        inForce.push([spec.appliesTo, definition]);
      } catch (error) {
        problems.push({
          file: file.path,
          line,
          check: id,
          message: messageOf(error),
        });
      }
    }
    inForce.push([metadata, spec.owner, spec.contact]);
    standards.push({
      name: metadata.name,
      title: metadata.title,
      description: metadata.description,
      owner: spec.owner,
      ...(spec.contact ? { contact: spec.contact } : {}),
      checks,
    });
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([ENGINE_VERSION, inForce]))
    .digest('hex');
  return { standards, problems, digest };
}

/**
 * The digest of the standards on a day, in UTC: like `digest`, and different
 * where another check is enforced, or where answers depend on the day.
 *
 * @public
 */
export function standardsDigestAt(
  loaded: Pick<LoadedStandards, 'standards' | 'digest'>,
  now: Date,
): string {
  const checks = loaded.standards.flatMap(standard => standard.checks);
  const upcoming = checks
    .filter(check => !isEnforced(check, now))
    .map(({ id }) => id);
  const day = checks.some(check => check.timeDependent)
    ? now.toISOString().slice(0, 10)
    : '';
  return upcoming.length === 0 && day === ''
    ? loaded.digest
    : createHash('sha256')
        .update(JSON.stringify([loaded.digest, upcoming, day]))
        .digest('hex');
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
