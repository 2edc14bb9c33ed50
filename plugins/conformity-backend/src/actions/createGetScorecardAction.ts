import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { conformityScorecardReadPermission } from '@waymark-idp/plugin-conformity-common';
import { ScorecardService } from '../service/ScorecardService';
import { componentRef } from './componentRef';

/** Registers the MCP action that reads how far a component is. */
export function createGetScorecardAction(options: {
  actionsRegistry: ActionsRegistryService;
  scorecards: ScorecardService;
}): void {
  const { actionsRegistry, scorecards } = options;
  actionsRegistry.register({
    name: 'get-scorecard',
    title: 'Get Conformity Scorecard',
    description: `How far a component is against the organisation's standards: score (0 to 100), level (none, bronze, silver, gold), and the state of every check.
A check is passed, failed, not-applicable, waived, or error (the question could not be answered).
When "stale" is set, the outcomes are older than they should be. To learn why checks fail and what to do, use explain-failing-checks.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: conformityScorecardReadPermission,
    schema: {
      input: z =>
        z.object({ component: z.string().describe(componentRef.about) }),
      output: z =>
        z.object({
          entityRef: z.string(),
          status: z
            .string()
            .describe('evaluated, pending, or unknown-component'),
          score: z.number().optional().describe('0 to 100'),
          level: z.string().optional(),
          commit: z.string().optional().describe('The evaluated commit'),
          evaluatedAt: z.string().optional().describe('ISO date-time'),
          stale: z.object({ reason: z.string(), since: z.string() }).optional(),
          checks: z.array(
            z.object({
              standard: z.string().describe('Title of the standard'),
              id: z.string(),
              title: z.string(),
              level: z.string(),
              weight: z.number(),
              state: z.string(),
              since: z.string().describe('ISO date-time'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const scorecard = await scorecards.get(
        componentRef.parse(input.component),
        { credentials },
      );
      const { entityRef, status, score, level, commit, evaluatedAt, stale } =
        scorecard;
      const checks = scorecard.standards.flatMap(standard =>
        standard.checks.map(check => ({
          standard: standard.title,
          id: check.id,
          title: check.title,
          level: check.level,
          weight: check.weight,
          state: check.outcome.state,
          since: check.outcome.since,
        })),
      );
      return {
        output: {
          entityRef,
          status,
          score,
          level,
          commit,
          evaluatedAt,
          stale,
          checks,
        },
      };
    },
  });
}
