import { InputError } from '@backstage/errors';
import { ANSWERS_PATH } from '@waymark-idp/plugin-golden-path-common';
import {
  FileTree,
  parseAnswers,
  RecordedAnswers,
} from '@waymark-idp/plugin-golden-path-node';

/** @throws `InputError` where the answers are missing or cannot be used */
export function answersIn(tree: FileTree): RecordedAnswers {
  const file = tree.get(ANSWERS_PATH);
  if (!file) {
    throw new InputError(
      `There is no ${ANSWERS_PATH} in the repository, so what it was created from cannot be rendered again. Restore it from the history, or adopt the golden path again.`,
    );
  }
  return parseAnswers(file.content.toString('utf8'));
}
