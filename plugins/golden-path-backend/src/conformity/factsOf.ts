import { GoldenPathFacts } from '@waymark-idp/plugin-golden-path-common';
import semver from 'semver';

/** Where a component is, and where its template is. */
export interface ComparedVersions {
  version?: string;
  newestVersion?: string;
}

/** Undefined where one of the versions is not known, or not semantic. */
export function factsOf(
  versions: ComparedVersions,
): GoldenPathFacts | undefined {
  const own = semver.parse(versions.version);
  const newest = semver.parse(versions.newestVersion);
  if (!own || !newest) {
    return undefined;
  }
  return {
    majorsBehind: Math.max(0, newest.major - own.major),
    minorsBehind:
      newest.major === own.major ? Math.max(0, newest.minor - own.minor) : 0,
  };
}
