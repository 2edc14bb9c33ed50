import { ScmIntegrationRegistry } from '@backstage/integration';
import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import {
  Scorecard,
  ScorecardCheck,
  ScorecardOutcome,
} from '@waymark-idp/plugin-conformity-common';
import { ComponentRow, countsOf, stalenessOf } from '../database/rows';
import { sourceLinks } from './sourceLinks';
import { toCheck, toStandardHead } from './toStandard';

/**
 * Puts the outcomes of a component into the standards in force. Checks that
 * have no outcome yet are left out until the evaluation that is on its way.
 */
export function toScorecard(options: {
  row: ComponentRow;
  standards: readonly CompiledStandard[];
  integrations: ScmIntegrationRegistry;
}): Scorecard {
  const { row, standards, integrations } = options;
  const links = sourceLinks({
    integrations,
    sourceUrl: row.source_url,
    commit: row.commit ?? undefined,
  });
  const outcomes = new Map<string, ScorecardOutcome>(
    row.outcomes.map(({ check, state, message, since, evidence, upcoming }) => [
      check,
      {
        state,
        message,
        since,
        ...(upcoming && { upcoming }),
        evidence: evidence.map(item => ({
          ...item,
          // What is missing has no page to lead to.
          url: item.line || state === 'passed' ? links.file(item) : undefined,
        })),
      },
    ]),
  );
  return {
    entityRef: row.entity_ref,
    status: row.evaluated_at ? 'evaluated' : 'pending',
    score: row.score ?? undefined,
    level: row.level ?? undefined,
    commit: row.commit ?? undefined,
    commitUrl: row.commit ? links.tree : undefined,
    repositoryUrl: row.source_url,
    evaluatedAt: row.evaluated_at?.toISOString(),
    wantedAt: row.wanted_at.toISOString(),
    stale: stalenessOf(row),
    counts: countsOf(row),
    standards: standards.flatMap(standard => {
      const answered = standard.checks.flatMap((check): ScorecardCheck[] => {
        const outcome = outcomes.get(check.id);
        return outcome ? [{ ...toCheck(check), outcome }] : [];
      });
      return answered.length > 0
        ? [{ ...toStandardHead(standard), checks: answered }]
        : [];
    }),
  };
}
