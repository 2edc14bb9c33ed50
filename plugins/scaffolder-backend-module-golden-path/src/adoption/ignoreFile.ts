const COMMENT = `# Files that upgrades of the template leave alone, with patterns as in .gitignore.
# These it renders, and this repository did not have them when it adopted the golden path.
# Remove a line to be told when the template changes that file.
`;

/**
 * The text of `.waymark/ignore` for files of the template that a repository
 * never had: without it, each upgrade would say that they were deleted here.
 */
export function ignoreFile(paths: readonly string[]): string {
  return `${COMMENT}${paths.map(path => `${patternOf(path)}\n`).join('')}`;
}

/** This path; a question mark in it stands for any character, itself too. */
function patternOf(path: string): string {
  return `/${path.replace(/[\\*[\]!# ]/g, '\\$&')}`;
}
