import {
  LoadedStandards,
  loadStandards,
  StandardFile,
  StandardProblem,
} from '@waymark-idp/plugin-conformity-node';
import { GoodFile } from '../database/StandardFileStore';

/** A file, and where it comes from. */
export interface SourcedFile extends StandardFile {
  source: string;
  /** Whether it is the last good version, and not the newest. */
  lastGood?: true;
}

/** A problem, with since when another version of the file is in force. */
export interface SourcedProblem extends StandardProblem {
  /** ISO date-time. */
  inForceSince?: string;
}

/** What came of loading files beside their last good versions. */
export interface LoadedWithLastGood extends LoadedStandards {
  /** What is in force. */
  files: SourcedFile[];
  problems: SourcedProblem[];
  /** The files that are without a problem as they are. */
  good: SourcedFile[];
}

/**
 * Loads standards; of a file with a problem the last version without one stays
 * in force, as a whole, where there is one. Where there is none, what is right
 * in the file is in force.
 */
export function withLastGood(
  files: readonly SourcedFile[],
  lastGood: readonly GoodFile[],
): LoadedWithLastGood {
  const loaded = loadStandards(files);
  const wrong = new Set(loaded.problems.map(({ file }) => file));
  const good = files.filter(({ path }) => !wrong.has(path));
  const before = new Map(
    lastGood.map(file => [`${file.source}\n${file.path}`, file]),
  );
  const replacements = new Map<string, GoodFile>();
  for (const { source, path } of files) {
    const known = before.get(`${source}\n${path}`);
    if (wrong.has(path) && known) {
      replacements.set(path, known);
    }
  }
  if (replacements.size === 0) {
    return { ...loaded, files: [...files], good };
  }
  const inForce = files.map((file): SourcedFile => {
    const known = replacements.get(file.path);
    return known ? { ...file, content: known.content, lastGood: true } : file;
  });
  const reloaded = loadStandards(inForce);
  const problems = loaded.problems.map((problem): SourcedProblem => {
    const since = replacements.get(problem.file)?.loadedAt.toISOString();
    return since ? { ...problem, inForceSince: since } : problem;
  });
  // A good version of one file can be in the way of a good version of another.
  const more = reloaded.problems.filter(({ file }) => !wrong.has(file));
  return {
    ...reloaded,
    files: inForce,
    problems: [...problems, ...more],
    good,
  };
}
