import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { conformityScorecardReadPermission } from '@waymark-idp/plugin-conformity-common';
import { ScorecardService } from '../service/ScorecardService';
import { componentRef } from './componentRef';

/** Registers the MCP action that says what is wrong with a component and what to do. */
export function createExplainFailingChecksAction(options: {
  actionsRegistry: ActionsRegistryService;
  scorecards: ScorecardService;
}): void {
  const { actionsRegistry, scorecards } = options;
  actionsRegistry.register({
    name: 'explain-failing-checks',
    title: 'Explain Failing Conformity Checks',
    description: `The checks that a component does not pass, the heaviest first: what was found (with file, line and link), why the organisation asks for it, and how to fix it.
A check whose state is error could not be answered; its message says why.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: conformityScorecardReadPermission,
    schema: {
      input: z =>
        z.object({ component: z.string().describe(componentRef.about) }),
      output: z =>
        z.object({
          entityRef: z.string(),
          score: z.number().optional().describe('0 to 100'),
          level: z.string().optional(),
          failing: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              level: z.string(),
              weight: z.number().describe('Its share of the score'),
              state: z.string().describe('failed or error'),
              message: z.string().describe('What was found'),
              evidence: z.array(
                z.object({
                  message: z.string(),
                  file: z.string().optional(),
                  line: z.number().optional(),
                  excerpt: z.string().optional(),
                  url: z.string().optional(),
                }),
              ),
              why: z.string().describe('Markdown'),
              fix: z.string().describe('Markdown'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entityRef, score, level, standards } = await scorecards.get(
        componentRef.parse(input.component),
        { credentials },
      );
      const failing = standards
        .flatMap(standard => standard.checks)
        .filter(
          ({ outcome }) =>
            outcome.state === 'failed' || outcome.state === 'error',
        )
        .sort((a, b) => b.weight - a.weight)
        .map(({ id, title, level: checkLevel, weight, why, fix, outcome }) => ({
          id,
          title,
          level: checkLevel,
          weight,
          state: outcome.state,
          message: outcome.message,
          evidence: outcome.evidence,
          why,
          fix,
        }));
      return { output: { entityRef, score, level, failing } };
    },
  });
}
