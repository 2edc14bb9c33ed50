import { isDeclarationFile } from './graph/declarationFiles';
import { usesGraph } from './graph/usesGraph';
import { compileGlob } from './language/glob';
import { WAIVERS_FILE } from './readWaiverRequests';
import { CompiledStandard } from './types';

/**
 * Which files the checks of these standards can look into, where the repository
 * asks for waivers, and, where checks look at the graph, what it declares for
 * others: the `keep` of a repository reader.
 *
 * @param options - `fixes`: also what the fixes of checks change.
 *
 * @public
 */
export function filesToKeep(
  standards: readonly CompiledStandard[],
  options: { fixes?: boolean } = {},
): (path: string) => boolean {
  const reads = new Set(
    standards.flatMap(({ checks }) =>
      checks.flatMap(check => [
        ...check.reads,
        ...(options.fixes ? check.fixReads : []),
      ]),
    ),
  );
  const globs = [...reads].map(compileGlob);
  const literal = new Set(
    globs.filter(glob => glob.literal).map(glob => glob.source),
  );
  const patterns = globs.filter(glob => !glob.literal);
  const declarations = usesGraph(standards);
  return path =>
    path === WAIVERS_FILE ||
    (declarations && isDeclarationFile(path)) ||
    literal.has(path) ||
    patterns.some(glob => path.startsWith(glob.prefix) && glob.matches(path));
}

/**
 * Whether a check of these standards asks when the commit was made: the
 * `commitTime` of a repository reader.
 *
 * @public
 */
export function needsCommitTime(
  standards: readonly CompiledStandard[],
): boolean {
  return standards.some(({ checks }) =>
    checks.some(check => check.needsCommitTime),
  );
}
