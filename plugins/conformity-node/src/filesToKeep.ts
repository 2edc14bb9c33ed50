import { compileGlob } from './language/glob';
import { CompiledStandard } from './types';

/**
 * Which files the checks of these standards can look into: the `keep` of a
 * repository reader.
 *
 * @public
 */
export function filesToKeep(
  standards: readonly CompiledStandard[],
): (path: string) => boolean {
  const reads = new Set(
    standards.flatMap(({ checks }) => checks.flatMap(check => check.reads)),
  );
  const globs = [...reads].map(compileGlob);
  const literal = new Set(
    globs.filter(glob => glob.literal).map(glob => glob.source),
  );
  const patterns = globs.filter(glob => !glob.literal);
  return path =>
    literal.has(path) ||
    patterns.some(glob => path.startsWith(glob.prefix) && glob.matches(path));
}
