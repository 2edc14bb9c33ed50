import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { RepositoryDiscarder } from '../claims';
import { examples } from './discardRepository.examples';

/**
 * After a failure: removes what this task has created, and gives its names free.
 */
export function createDiscardRepositoryAction(options: {
  discarder: RepositoryDiscarder;
}) {
  return createTemplateAction({
    id: 'repository:discard',
    description:
      'Removes the repositories that this task has created, and only those. Use it with `if: ${{ failure() }}`.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {},
      output: {
        removed: z =>
          z.array(z.string(), {
            description: 'Addresses of the repositories that were removed',
          }),
        left: z =>
          z.array(z.string(), {
            description:
              'One sentence for each thing that could not be removed',
          }),
      },
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.logger.info('Dry run: nothing was created, nothing to remove.');
        ctx.output('removed', []);
        ctx.output('left', []);
        return;
      }
      const result = await options.discarder.discard(ctx.task.id, ctx.logger);
      ctx.output('removed', result.removed);
      ctx.output('left', result.left);
      if (result.left.length > 0) {
        // The task has failed already; this makes the log say what is left, and to whom it matters.
        throw new Error(
          `Not everything could be removed. ${result.left.join(
            ' ',
          )} Ask the platform team to remove it.`,
        );
      }
      ctx.logger.info(
        result.removed.length > 0
          ? `Removed ${result.removed.join(', ')}. The name is free again.`
          : 'This task had created no repository; there was nothing to remove.',
      );
    },
  });
}
