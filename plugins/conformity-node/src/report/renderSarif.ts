import {
  Evidence,
  Preview,
  PreviewCheck,
} from '@waymark-idp/plugin-conformity-common';
import { createHash } from 'node:crypto';
import {
  SarifBuilder,
  SarifResultBuilder,
  SarifRuleBuilder,
  SarifRunBuilder,
} from 'node-sarif-builder';
import { Region, Result } from 'sarif';
import { plainLine, plainText } from './plainText';

/** Of what is missing in the catalog or the tree as a whole. */
const NO_FILE = 'catalog-info.yaml';

type Severity = 'error' | 'warning' | 'note';

/**
 * SARIF 2.1.0: every check a rule with its why and fix, every piece of evidence
 * of what is not passed a result where it is. Waived checks are suppressed
 * results; checks that pass, or are not asked, have none.
 *
 * Results keep their fingerprint when lines move, so that a finding is not
 * reported as new because of a line above it.
 *
 * @public
 */
export function renderSarif(preview: Preview): string {
  const checks = preview.standards.flatMap(standard => standard.checks);
  const run = new SarifRunBuilder({
    automationDetails: { id: `waymark/${preview.entityRef}/` },
    columnKind: 'utf16CodeUnits',
    properties: { score: preview.score, level: preview.level },
  });
  run.setToolDriverName('Waymark');
  for (const { standard, check } of preview.standards.flatMap(s =>
    s.checks.map(c => ({ standard: s, check: c })),
  )) {
    run.addRule(ruleOf(check, standard.name));
  }
  const seen = new Map<string, number>();
  for (const check of checks) {
    for (const result of resultsOf(check, preview, seen)) {
      run.addResult(new SarifResultBuilder(result));
    }
  }
  const files = new Set(
    run.run.results?.map(
      ({ locations }) => locations?.[0].physicalLocation?.artifactLocation?.uri,
    ),
  );
  run.run.artifacts = [...files].map(uri => ({ location: { uri } }));
  const sarif = new SarifBuilder();
  sarif.addRun(run);
  return `${JSON.stringify(sarif.buildSarifOutput(), undefined, 2)}\n`;
}

function ruleOf(check: PreviewCheck, standard: string): SarifRuleBuilder {
  const why = plainText(check.why).trim();
  const fix = plainText(check.fix).trim();
  return new SarifRuleBuilder({
    id: check.id,
    shortDescription: { text: plainLine(check.title) },
    fullDescription: { text: plainLine(check.why) },
    help: {
      text: `${why}\n\nHow to fix it: ${fix}`,
      markdown: `${why}\n\n**How to fix it.** ${fix}`,
    },
    defaultConfiguration: { level: severityOf(check) },
    properties: {
      tags: [standard, check.level, ...check.maps],
      weight: check.weight,
    },
  });
}

function severityOf({ level }: PreviewCheck): Severity {
  const severities: Record<string, Severity> = {
    bronze: 'error',
    silver: 'warning',
  };
  return severities[level] ?? 'note';
}

function resultsOf(
  check: PreviewCheck,
  preview: Preview,
  seen: Map<string, number>,
): Result[] {
  const { state, message, evidence, upcoming } = check.outcome;
  if (state === 'passed' || state === 'not-applicable') {
    return [];
  }
  const places: Evidence[] = evidence.length > 0 ? evidence : [{ message }];
  return places.map((place): Result => {
    const text =
      place.message === message
        ? plainLine(message)
        : `${plainLine(message)} ${plainLine(place.message)}`;
    const uri = uriOf(place.file ?? NO_FILE);
    return {
      ruleId: check.id,
      level: upcoming ? 'note' : severityOf(check),
      message: { text },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri },
            region: regionOf(place),
          },
        },
      ],
      partialFingerprints: {
        primaryLocationLineHash: fingerprint(
          [preview.entityRef, check.id, uri, place.excerpt ?? place.message],
          seen,
        ),
      },
      ...(preview.newFailures && {
        baselineState: preview.newFailures.includes(check.id)
          ? 'new'
          : 'unchanged',
      }),
      ...(state === 'waived' && {
        suppressions: [
          {
            kind: 'external',
            status: 'accepted',
            justification: plainLine(message),
          },
        ],
      }),
      properties: { state },
    };
  });
}

function regionOf({ line, excerpt }: Evidence): Region {
  return {
    startLine: line ?? 1,
    ...(line && excerpt ? { snippet: { text: plainLine(excerpt) } } : {}),
  };
}

/** A path as a relative URI: what is a reserved character in it is escaped. */
function uriOf(file: string): string {
  return file
    .split('/')
    .map(segment => encodeURIComponent(plainLine(segment)))
    .join('/');
}

/** As GitHub's own: a digest, and the how-manieth of it. */
function fingerprint(parts: string[], seen: Map<string, number>): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('hex')
    .slice(0, 16);
  const nth = (seen.get(digest) ?? 0) + 1;
  seen.set(digest, nth);
  return `${digest}:${nth}`;
}
