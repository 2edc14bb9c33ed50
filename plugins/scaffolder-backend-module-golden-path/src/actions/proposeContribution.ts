import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  ActionContext,
  createTemplateAction,
} from '@backstage/plugin-scaffolder-node';
import {
  Contribution,
  ContributionsClient,
  StandardsPreview,
  toContribution,
} from '@waymark-idp/plugin-conformity-common';
import {
  describe,
  PlatformRepository,
  slugOf,
  titleOf,
} from '../contributions';
import { examples } from './proposeContribution.examples';
import { userOf } from './userOf';

/**
 * Proposes a change to what the platform asks and offers: a check, a question of
 * a survey, a file of a template. Works it out on the repository as it is, and
 * says in the proposal what it would do to scores.
 */
export function createProposeContributionAction(options: {
  repository: PlatformRepository;
  auth: AuthService;
  discovery: DiscoveryService;
}) {
  return createTemplateAction({
    id: 'platform:propose',
    description:
      "Opens a proposal on the platform's repository: a new check, a change to one, a question of a survey, or a file of a template.",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        kind: z =>
          z.enum([
            'new-check',
            'check-change',
            'survey-question',
            'template-file',
          ]),
        why: z => z.string({ description: 'For those who decide' }).min(1),
        standard: z =>
          z
            .string({ description: 'Of a new check: the name of its standard' })
            .optional(),
        checkId: z =>
          z
            .string({ description: 'Of a change to a check: the id it has' })
            .optional(),
        check: z =>
          z.string({ description: 'The check as written, in YAML' }).optional(),
        passes: z =>
          z
            .string({
              description:
                'Files on which the check passes: YAML of a map from paths to contents',
            })
            .optional(),
        fails: z =>
          z
            .string({ description: 'Files on which the check fails' })
            .optional(),
        survey: z =>
          z
            .string({ description: 'Of a question: the name of its survey' })
            .optional(),
        question: z =>
          z
            .string({ description: 'The question as written, in YAML' })
            .optional(),
        path: z =>
          z
            .string({ description: 'Of a file: templates/<name>/<file>' })
            .optional(),
        content: z =>
          z.string({ description: 'All that the file is to hold' }).optional(),
      },
      output: {
        url: z => z.string({ description: 'Address of the proposal' }),
        number: z => z.number({ description: "The host's number of it" }),
        title: z => z.string(),
      },
    },
    async handler(ctx) {
      const contribution = toContribution(ctx.input);
      if (!contribution) {
        throw new InputError(
          `This says too little to propose a ${ctx.input.kind}: something that it takes is empty.`,
        );
      }
      const { repository } = options;
      const plan = await repository.plan(contribution);
      const title = titleOf(contribution);
      const paths = plan.files.map(({ path }) => path).join(', ');
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: "${title}" would change ${paths}.`);
        ctx.output('title', title);
        ctx.output('url', 'https://example.com/proposal');
        ctx.output('number', 1);
        return;
      }
      const effect = await previewOf(contribution, ctx, options);
      const proposal = await repository.propose(plan, {
        branch: `waymark/${userOf(ctx).name}-${slugOf(contribution)}`,
        title,
        description: describe({ why: ctx.input.why, ...effect }),
        author: userOf(ctx).author,
      });
      ctx.logger.info(`Proposed ${paths}: ${proposal.url}`);
      ctx.output('url', proposal.url);
      ctx.output('number', proposal.number);
      ctx.output('title', title);
    },
  });
}

type Context = Pick<
  ActionContext<any, any, any>,
  'getInitiatorCredentials' | 'user' | 'logger'
>;

/** A proposal without one is better than none: who decides is told why. */
async function previewOf(
  contribution: Contribution,
  ctx: Context,
  { auth, discovery }: { auth: AuthService; discovery: DiscoveryService },
): Promise<{ preview?: StandardsPreview; noPreview?: string }> {
  if (
    contribution.kind !== 'new-check' &&
    contribution.kind !== 'check-change'
  ) {
    return {};
  }
  try {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await ctx.getInitiatorCredentials(),
      targetPluginId: 'conformity',
    });
    const client = new ContributionsClient({
      discoveryApi: discovery,
      fetchApi: { fetch },
    });
    return {
      preview: await client.previewStandards({ contribution }, { token }),
    };
  } catch (error) {
    const { message } = error as Error;
    ctx.logger.warn(`What it would do to scores is not known: ${message}`);
    return { noPreview: message };
  }
}
