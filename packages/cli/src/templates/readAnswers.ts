import { ANSWERS_PATH } from '@waymark-idp/plugin-golden-path-common';
import {
  FileTree,
  parseAnswers,
  RecordedAnswers,
} from '@waymark-idp/plugin-golden-path-node';
import { UsageError } from '../errors';

/** @throws UsageError where the repository does not say what it was created from */
export function readAnswers(
  tree: FileTree,
): RecordedAnswers & { templateVersion: string } {
  const file = tree.get(ANSWERS_PATH);
  if (!file) {
    throw new UsageError(
      `There is no ${ANSWERS_PATH}: what this repository was created from is not known.`,
    );
  }
  const answers = parseAnswers(file.content.toString('utf8'));
  const { templateVersion } = answers;
  if (!templateVersion) {
    throw new UsageError(`${ANSWERS_PATH} names no version of the template.`);
  }
  return { ...answers, templateVersion };
}
