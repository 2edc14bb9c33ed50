import { Config } from '@backstage/config';
import { ConflictError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import {
  Proposals,
  sourceFolderOf,
} from '@waymark-idp/plugin-repositories-node';
import { Adopter, describeAdoption } from '../adoption';
import { examples } from './adoptGoldenPath.examples';
import { readEnvironmentSecrets } from './readEnvironmentSecrets';
import { userOf } from './userOf';

const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Proposes to a repository that exists already what those have that a template
 * created: catalog-info.yaml, recorded answers, and fixes for what fails.
 */
export function createAdoptGoldenPathAction(options: {
  adopter: Adopter;
  config: Config;
  integrations: ScmIntegrationRegistry;
  proposals: Proposals;
}) {
  const environmentSecrets = readEnvironmentSecrets(options.config);
  return createTemplateAction({
    id: 'golden-path:adopt',
    description:
      'Takes a repository that exists already onto the golden path, by one proposal: catalog-info.yaml, the recorded answers of the nearest template, and fixes for the checks that fail. Replaces no file.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repository: z =>
          z
            .string({
              description:
                'A component of the catalog, such as component:default/orders, or the web address of a repository',
            })
            .min(1)
            .max(2000),
        name: z =>
          z
            .string({
              description:
                'Of the component, where neither the catalog nor catalog-info.yaml has one',
            })
            .optional(),
        owner: z =>
          z
            .string({
              description:
                'The team that it belongs to, as an entity reference, where neither the catalog nor catalog-info.yaml says it',
            })
            .optional(),
        template: z =>
          z
            .string({
              description:
                'A template of the catalog, as an entity reference; default: the nearest',
            })
            .optional(),
        parameters: z =>
          z
            .record(z.any(), {
              description:
                'Answers to what templates ask, and the repository does not say',
            })
            .optional(),
        fixes: z =>
          z
            .boolean({
              description:
                'Whether to fix the checks that fail, where that can be done in files; default: no',
            })
            .optional(),
      },
      output: {
        url: z => z.string({ description: 'Address of the proposal' }),
        number: z => z.number({ description: "The host's number of it" }),
        entityRef: z => z.string({ description: 'The component' }),
        inCatalog: z =>
          z.boolean({ description: 'Whether the catalog has it already' }),
        catalogInfoUrl: z =>
          z.string({
            description: 'Where catalog-info.yaml is, or will be once merged',
          }),
        templateRef: z =>
          z
            .string({ description: 'Left out where no template is near' })
            .optional(),
        version: z => z.string({ description: 'Of the template' }).optional(),
        share: z =>
          z
            .number({ description: '0 to 1: how near the template is' })
            .optional(),
        changed: z =>
          z.array(z.string(), { description: 'The files of the proposal' }),
      },
    },
    async handler(ctx) {
      const { repository, name, owner, template, fixes } = ctx.input;
      if (ctx.isDryRun) {
        // Who asks for it is not known in a dry run, so nothing is read.
        ctx.logger.info(`Dry run: would look at ${repository}, and propose.`);
        ctx.output('url', 'https://example.com/proposal');
        ctx.output('number', 1);
        ctx.output('entityRef', `component:default/${name ?? 'name'}`);
        ctx.output('inCatalog', true);
        ctx.output('catalogInfoUrl', 'https://example.com/catalog-info.yaml');
        ctx.output('changed', []);
        return;
      }
      const plan = await options.adopter.plan(
        {
          repository: repository.trim(),
          name: name || undefined,
          owner: owner || undefined,
          template: template || undefined,
          parameters: ctx.input.parameters as JsonObject | undefined,
          fixes: fixes ?? false,
        },
        {
          credentials: await ctx.getInitiatorCredentials(),
          secrets: [...Object.values(ctx.secrets ?? {}), ...environmentSecrets],
          logger: ctx.logger,
        },
      );
      const { identity, changes, repository: read } = plan;
      if (changes.length === 0) {
        throw new ConflictError(
          `There is nothing to propose to ${
            identity.entityRef
          }: no template is near, and ${
            fixes ? 'nothing can be fixed in files' : 'no fixes were asked for'
          }. Choose a template to record it all the same.`,
        );
      }
      const { title, description } = describeAdoption(plan);
      const folder = sourceFolderOf(read.url);
      const proposal = await options.proposals.open({
        repositoryUrl: read.url,
        base: {
          branch: read.branch === 'HEAD' ? undefined : read.branch,
          commit: COMMIT.test(read.commit) ? read.commit : undefined,
        },
        // A repository can hold several components.
        branch: `waymark/adopt-${identity.name}`,
        title,
        description,
        commitMessage: title,
        changes: changes.map(({ path, content }) => ({
          path: folder ? `${folder}/${path}` : path,
          content,
        })),
        author: userOf(ctx).author,
      });
      const changed = changes.map(({ path }) => path).sort();
      ctx.logger.info(`Proposed ${changed.join(', ')}: ${proposal.url}`);
      ctx.output('url', proposal.url);
      ctx.output('number', proposal.number);
      ctx.output('entityRef', identity.entityRef);
      ctx.output('inCatalog', identity.inCatalog);
      ctx.output(
        'catalogInfoUrl',
        options.integrations.resolveUrl({
          url: 'catalog-info.yaml',
          base: read.url,
        }),
      );
      if (plan.template) {
        const { version, nearness } = plan.template;
        ctx.output('templateRef', version.ref);
        ctx.output('version', version.version);
        ctx.output('share', nearness.share);
      }
      ctx.output('changed', changed);
    },
  });
}
