import { Preview } from '@waymark-idp/plugin-conformity-common';
import {
  createPreview,
  evaluate,
  filesToKeep,
} from '@waymark-idp/plugin-conformity-node';
import { isRepositoryFailure } from '@waymark-idp/plugin-repositories-node';
import { UsageError } from '../../errors';
import { readWorkingCopy } from '../../repository/readWorkingCopy';
import { readStandards } from '../../standards/readStandards';
import { applyFixes } from './applyFixes';
import { findEntity } from './findEntity';
import { CheckRequest } from './options';

/**
 * Checks a folder, and fixes first what there is a fix for, where that is asked
 * for.
 *
 * @param say - takes what is not part of the report.
 *
 * @throws UsageError, InputError
 */
export async function checkDirectory(
  request: CheckRequest,
  say: (text: string) => void,
): Promise<Preview> {
  const { directory, fix } = request;
  const reading = readStandards(request.standards);
  const [copy, { entity, facts }, { standards, problems, digest }] =
    await Promise.all([
      readWorkingCopy(
        directory,
        reading.then(read => filesToKeep(read.standards, { fixes: fix })),
      ),
      findEntity(request),
      reading,
    ]);
  for (const { file, line, check, message } of problems) {
    const place = line ? `${file}:${line}` : file;
    say(`${place}: ${check ? `check ${check}: ` : ''}${message}`);
  }
  if (standards.length === 0) {
    throw new UsageError(
      'No standard could be read, so there is nothing to check.',
    );
  }
  if (facts && facts.standardsDigest !== digest) {
    say(
      'The standards are not those that the portal had in force when it gave out these facts; outcomes may differ from its own.',
    );
  }
  const now = new Date();
  const asked = {
    standards,
    entity,
    // Without them what the portal alone knows stays unknown: not none.
    inputs: facts?.inputs,
    now,
  };
  let { repository } = copy;
  let evaluation = evaluate({ ...asked, repository });
  if (fix && !isRepositoryFailure(repository)) {
    const fixed = await applyFixes({
      directory,
      repository,
      evaluation,
      ...asked,
      say,
    });
    if (fixed !== repository) {
      repository = fixed;
      evaluation = evaluate({ ...asked, repository });
    }
  }
  return createPreview({
    entity,
    standards,
    digest,
    evaluation,
    evaluatedAt: now,
    commit: copy.commit,
    modified: copy.modified || repository !== copy.repository || undefined,
  });
}
