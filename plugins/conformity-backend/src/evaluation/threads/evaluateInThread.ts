import { Evaluation } from '@waymark-idp/plugin-conformity-common';
import { StandardFile } from '@waymark-idp/plugin-conformity-node';
import { readOutcomes } from '../../database/packedOutcomes';
import { EvaluationThreads } from './EvaluationThreads';
import { Examination } from './Examination';

/**
 * Evaluates a component whose outcomes are not to be stored.
 *
 * @throws ThreadEndedError when that takes too much memory or time.
 */
export async function evaluateInThread(
  threads: EvaluationThreads,
  asked: Pick<
    Examination,
    'entity' | 'repository' | 'inputs' | 'now' | 'checks'
  >,
  files: readonly StandardFile[],
): Promise<Evaluation> {
  const { evaluated } = await threads.examine(
    {
      ...asked,
      at: asked.now.toISOString(),
      commitDependent: false,
      declaring: false,
    },
    files,
  );
  const { score, level, outcomes } = evaluated!;
  return {
    score,
    level,
    outcomes: readOutcomes(outcomes).map(({ since, ...outcome }) => outcome),
  };
}
