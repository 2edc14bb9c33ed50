import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { planFix } from '../fix/planFix';
import { withChanges } from '../fix/withChanges';
import { entity, standardOf } from './ask';

/** One item of `fix.files`. */
export type FileFix = Record<string, unknown>;

/** Plans a fix of files for a check that asks for something of a repository. */
export function planned(
  pass: string | Record<string, unknown>,
  fixes: FileFix[],
  files: Record<string, string>,
) {
  const question = typeof pass === 'string' ? { pass } : pass;
  const [{ checks }] = standardOf({
    a: { ...question, fix: { how: 'Do it.', files: fixes } },
  });
  const repository = createSnapshotFromFiles({ files });
  const result = planFix(checks[0], { entity, repository });
  const after = withChanges(repository, result.changes);
  return {
    ...result,
    again: planFix(checks[0], { entity, repository: after }),
    repository: after,
    check: checks[0],
  };
}
