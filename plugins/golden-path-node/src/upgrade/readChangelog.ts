import { promises as fs } from 'node:fs';
import path from 'node:path';
import semver from 'semver';

const HEADING = /^##\s+\[?v?(\d+\.\d+\.\d+[^\]\s]*)\]?/;

/**
 * The sections of a template's `CHANGELOG.md` after one version, up to another.
 *
 * @returns Markdown, with a `## <version>` heading each; empty without a change log
 */
export async function readChangelog(
  templateFolder: string,
  range: { from: string; to: string },
): Promise<string> {
  const text = await fs
    .readFile(path.join(templateFolder, 'CHANGELOG.md'), 'utf8')
    .catch(() => '');
  const kept: string[] = [];
  let wanted = false;
  for (const line of text.split(/\r?\n/)) {
    const version = HEADING.exec(line)?.[1];
    if (version !== undefined) {
      wanted =
        semver.valid(version) !== null &&
        semver.gt(version, range.from) &&
        semver.lte(version, range.to);
    }
    if (wanted) {
      kept.push(line);
    }
  }
  return kept.join('\n').trim();
}
