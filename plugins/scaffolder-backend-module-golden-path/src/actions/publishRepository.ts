import { ConflictError, InputError, toError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  createTemplateAction,
  getRepoSourceDirectory,
} from '@backstage/plugin-scaffolder-node';
import { readWorkspace } from '@waymark-idp/plugin-golden-path-node';
import {
  alreadyExists,
  parseRepositoryTarget,
  RepositoryClaims,
  RepositoryTarget,
} from '../claims';
import { PublishedRepository } from '../database';
import { assertNotDeprecated } from './assertNotDeprecated';
import { examples } from './publishRepository.examples';
import { Publishers } from './publishers';
import { waitForLimits } from './waitForLimits';

/** How GitHub, GitLab and Gitea say that a repository of this name is there. */
const TAKEN = /already exists|already been taken|\b409\b/i;

/**
 * Publishes the workspace as a new repository, on whichever host it is to go to.
 */
export function createPublishRepositoryAction(options: {
  integrations: ScmIntegrationRegistry;
  claims: RepositoryClaims;
  publishers: Publishers;
}) {
  const { integrations, claims, publishers } = options;
  return createTemplateAction({
    id: 'publish:repository',
    description:
      'Claims the name, then publishes the workspace as a new repository on GitHub, GitLab or Gitea, whichever the host is.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z.string({
            description: 'Where to: host?owner=OWNER&repo=NAME',
          }),
        description: z =>
          z.string({ description: 'One line about the repository' }).optional(),
        defaultBranch: z =>
          z
            .string({ description: "Name of the first branch, default 'main'" })
            .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
            .max(100)
            .optional(),
        repoVisibility: z =>
          z
            .enum(['private', 'internal', 'public'], {
              description:
                'Who may read it; default is what the host takes. Gitea has no internal.',
            })
            .optional(),
        gitCommitMessage: z =>
          z
            .string({
              description:
                "Message of the first commit, default 'Initial commit'",
            })
            .optional(),
        gitAuthorName: z =>
          z
            .string({
              description:
                'Author of the first commit, default scaffolder.defaultAuthor.name',
            })
            .optional(),
        gitAuthorEmail: z =>
          z
            .string({
              description:
                'Address of the author, default scaffolder.defaultAuthor.email',
            })
            .optional(),
        sourcePath: z =>
          z
            .string({
              description:
                'Folder of the workspace to publish, default all of it',
            })
            .optional(),
      },
      output: {
        remoteUrl: z => z.string({ description: 'Address to clone from' }),
        repoContentsUrl: z =>
          z.string({ description: 'Root of the default branch' }),
        repositoryUrl: z => z.string({ description: 'Address to look at' }),
        commitHash: z =>
          z.string({ description: 'The first commit' }).optional(),
        published: z =>
          z.boolean({
            description: 'false in a dry run, where nothing was created',
          }),
      },
    },
    async handler(ctx) {
      assertNotDeprecated(ctx.templateInfo);
      const { repoUrl, defaultBranch = 'main' } = ctx.input;
      const target = parseRepositoryTarget(repoUrl, integrations);
      const { type } = target.repositoryHost;
      if (type === 'gitea' && ctx.input.repoVisibility === 'internal') {
        throw new InputError(
          `${target.host} is a Gitea host and knows no internal repositories. Choose private or public.`,
        );
      }
      const files = await readWorkspace(
        getRepoSourceDirectory(ctx.workspacePath, ctx.input.sourcePath),
      );
      if (files.length === 0) {
        throw new InputError(
          'There is nothing to publish: the steps before have rendered no file.',
        );
      }
      const urls = target.repositoryHost.urls(target, defaultBranch);

      if (ctx.isDryRun) {
        ctx.logger.info(
          `Dry run: would publish ${files.length} files to ${urls.repositoryUrl}. Nothing was created.`,
        );
        setOutput(urls, false);
        return;
      }

      const taskId = ctx.task.id;
      // What an attempt leaves half done, the next one of this task makes again.
      const published = await waitForLimits(
        async () => {
          const earlier = await claims.acquire(target, taskId);
          if (earlier) {
            return earlier;
          }
          const fresh = await publish(target, urls);
          await claims.published(target, taskId, fresh);
          return fresh;
        },
        { host: target.host, logger: ctx.logger, signal: ctx.signal },
      );
      setOutput(published, true);

      async function publish(
        to: RepositoryTarget,
        expected: PublishedRepository,
      ): Promise<PublishedRepository> {
        const outputs: Record<string, unknown> = {};
        try {
          await publishers[type].handler({
            ...ctx,
            input: {
              repoUrl: to.repoUrl,
              description:
                ctx.input.description ||
                `Created from ${ctx.templateInfo?.entityRef ?? 'a template'}`,
              defaultBranch,
              gitCommitMessage: ctx.input.gitCommitMessage ?? 'Initial commit',
              ...pick(ctx.input, [
                'repoVisibility',
                'gitAuthorName',
                'gitAuthorEmail',
                'sourcePath',
              ]),
            },
            output: (name: string | number | symbol, value: unknown) => {
              outputs[String(name)] = value;
            },
          } as never);
        } catch (error) {
          if (TAKEN.test(toError(error).message)) {
            await claims.createdNothing(to, taskId);
            throw alreadyExists(to);
          }
          throw error;
        }
        if (outputs.created === false) {
          await claims.createdNothing(to, taskId);
          throw new ConflictError(alreadyExists(to).message);
        }
        return {
          remoteUrl: text(outputs.remoteUrl) ?? expected.remoteUrl,
          // Hosts differ in the slash at the end; with it, a file of the
          // repository is found relative to this address on all of them.
          repoContentsUrl: withTrailingSlash(
            text(outputs.repoContentsUrl) ?? expected.repoContentsUrl,
          ),
          repositoryUrl: expected.repositoryUrl,
          commitHash: text(outputs.commitHash),
        };
      }

      function setOutput(result: PublishedRepository, isPublished: boolean) {
        ctx.output('remoteUrl', result.remoteUrl);
        ctx.output('repoContentsUrl', result.repoContentsUrl);
        ctx.output('repositoryUrl', result.repositoryUrl);
        if (result.commitHash) {
          ctx.output('commitHash', result.commitHash);
        }
        ctx.output('published', isPublished);
      }
    },
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

function pick<T extends object, K extends keyof T>(
  source: T,
  keys: K[],
): Partial<Pick<T, K>> {
  return Object.fromEntries(
    keys
      .filter(key => source[key] !== undefined)
      .map(key => [key, source[key]]),
  ) as Partial<Pick<T, K>>;
}

function withTrailingSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
