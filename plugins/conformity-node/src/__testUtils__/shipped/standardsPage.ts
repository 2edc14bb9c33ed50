import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CompiledCheck, CompiledStandard } from '../../types';
import { pathOfShipped } from './loadShippedStandards';

const INTRO = `# The standards that ship

What the portal asks of components out of the box: the files in \`standards/\`. Take what you want, change the rest, add
your own: [Add a standard](../how-to/add-a-standard.md). This page is made from the files, and a test keeps it so.

- **Level**: with a check failed, the level is the one below. **Weight**: its share of the score. Reliability weighs most,
  cost least.
- **Reads**: what the answer is taken from. _Sources_ are the code below \`src\`, \`app\`, \`lib\`, \`cmd\`, \`internal\` and
  \`server\`; the _pipeline_ is the workflows, \`.gitlab-ci.yml\` and \`scripts\`; _manifests_ are the YAML files below \`k8s\`,
  \`deploy\` and \`manifests\`; _facts_ are what a collector told; the _graph_ is what all components declare of each other.
- **Maps to**: public controls, by the ids of
  [OpenSSF Scorecard](https://github.com/ossf/scorecard/blob/main/docs/checks.md),
  [OSPS Baseline](https://baseline.openssf.org),
  [CLOMonitor](https://github.com/cncf/clomonitor/blob/main/docs/checks.md),
  [Mercari's production readiness checklist](https://github.com/mercari/production-readiness-checklist) (the names of its
  checks, in lower case with hyphens) and the [twelve factors](https://12factor.net). A check with a map covers a part of
  the control, as far as a repository shows it; it is no certificate.
- A check that is **fixable** can propose the change itself.
- Facts that checks ask for, when a collector tells them: \`usage\` with \`cpuRequested\` and \`cpuUsed\` (cores of one copy;
  used is the 95th percentile of a week or more), \`golden-path\` with \`majorsBehind\` and \`minorsBehind\` (versions of the
  template that came after the component's).
`;

/** The reference page of the standards that ship, made from their files. */
export function standardsPage(standards: readonly CompiledStandard[]): string {
  const count = standards.reduce((sum, { checks }) => sum + checks.length, 0);
  return [
    INTRO,
    `${count} checks in ${standards.length} standards:\n`,
    ...standards.map(sectionOf),
  ].join('\n');
}

function sectionOf(standard: CompiledStandard): string {
  const raw = parse(readFileSync(pathOfShipped(standard.name), 'utf8'));
  const { type, kind } = appliesTo(raw.spec.appliesTo);
  const rows = standard.checks.map(check =>
    rowOf(
      check,
      raw.spec.checks.find(({ id }: { id: string }) => id === check.id),
    ),
  );
  return [
    `## ${standard.title}`,
    '',
    `\`${standard.name}\`: ${standard.description} Asked of ${type ?? kind}.`,
    '',
    '| check | level | weight | reads | maps to |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function rowOf(check: CompiledCheck, raw: object): string {
  const { id, title, level, weight, maps, fixable } = check;
  const { fix, why, ...asked } = raw as Record<string, unknown>;
  const text = JSON.stringify(asked);
  const reads = new Set([
    ...(/\b(entity|relations)\b[.[]/.test(text) ? ['catalog'] : []),
    ...(check.needsFacts ? ['facts'] : []),
    ...(check.needsGraph ? ['graph'] : []),
    ...check.reads.map(placeOf),
    ...[...text.matchAll(/\b(?:exists|glob)\(\\"(.*?)\\"\)/g)].map(([, glob]) =>
      placeOf(glob),
    ),
  ]);
  const { type } = appliesTo((raw as { appliesTo?: unknown }).appliesTo);
  const name = [
    `${title}. \`${id}\``,
    ...(type ? [`${type} only`] : []),
    ...(fixable ? ['fixable'] : []),
  ].join('; ');
  return `| ${name} | ${level} | ${weight} | ${[...reads]
    .sort()
    .join(', ')} | ${maps.map(map => map.replace(/^.*?:/, '')).join(', ')} |`;
}

function appliesTo(predicate: any): { type?: string; kind: string } {
  const type = predicate?.['spec.type'];
  const types: string[] = type?.$in ?? (type ? [type] : []);
  return {
    kind: 'every component',
    ...(types.length > 0 && {
      type: types
        .map(name => (name === 'library' ? 'libraries' : `${name}s`))
        .join(', '),
    }),
  };
}

/** A few words for the globs that many checks share; others stand for themselves. */
function placeOf(glob: string): string {
  if (/^\{?(src|app),/.test(glob) || glob.startsWith('{{src')) {
    return 'sources';
  }
  if (glob.includes('.github/workflows') || glob.startsWith('.gitlab-ci')) {
    return 'pipeline';
  }
  if (glob.startsWith('{k8s')) {
    return 'manifests';
  }
  if (glob.includes('.test') || glob.startsWith('**/test_')) {
    return 'tests';
  }
  if (glob.startsWith('{bench') || glob.startsWith('{{bench')) {
    return 'benchmarks';
  }
  if (/(openapi|asyncapi)/.test(glob)) {
    return 'API descriptions';
  }
  return glob.length > 48 ? `\`${glob.slice(0, 45)}…\`` : `\`${glob}\``;
}
