import { Standard } from '@waymark-idp/plugin-conformity-common';

/**
 * The checks that have every word of the search somewhere in what they say;
 * all checks of a standard whose title has.
 */
export function searchStandards(
  standards: Standard[],
  search: string,
): Standard[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (...texts: string[]) => {
    const text = texts.join('\n').toLowerCase();
    return words.every(word => text.includes(word));
  };
  return standards.flatMap(standard => {
    if (has(standard.title)) {
      return [standard];
    }
    const checks = standard.checks.filter(check =>
      has(
        ...[check.id, check.title, check.why, check.fix, check.level],
        ...[...check.maps, standard.title],
      ),
    );
    return checks.length > 0 ? [{ ...standard, checks }] : [];
  });
}
