import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { ANSWERS_PATH } from '@waymark-idp/plugin-golden-path-common';
import { parseAnswers } from '@waymark-idp/plugin-golden-path-node';
import {
  isRepositoryFailure,
  RepositoryFailure,
  RepositoryReader,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { TELLING } from './whatItSays';

const ALWAYS = new Set([...TELLING, 'catalog-info.yaml', ANSWERS_PATH]);

/**
 * Reads a repository that has no answers yet.
 *
 * @param options.keep - contents to keep besides those that tell what it is
 * @throws `ConflictError` where it cannot be read or has answers already,
 * `ServiceUnavailableError` where its host fails now
 */
export async function readAdoptable(
  reader: RepositoryReader,
  url: string,
  options: { keep?: (path: string) => boolean; commitTime?: boolean } = {},
): Promise<RepositorySnapshot> {
  const { keep = () => false, commitTime } = options;
  let repository: RepositorySnapshot;
  try {
    repository = await reader.read({
      url,
      keep: path => ALWAYS.has(path) || keep(path),
      commitTime,
    });
  } catch (error) {
    if (!isRepositoryFailure(error)) {
      throw error;
    }
    const message = isNothing(error)
      ? `There is nothing at ${url}: the repository is gone, or empty, or hidden from the portal. Nothing was proposed.`
      : `The repository could not be read, so nothing was proposed: ${error.message}`;
    throw error.retryable
      ? new ServiceUnavailableError(message)
      : new ConflictError(message);
  }
  if (repository.has(ANSWERS_PATH)) {
    throw new ConflictError(
      `The repository is on the golden path already: there is a ${ANSWERS_PATH}${originIn(
        repository,
      )}. Nothing was proposed. Upgrade it instead, on the tab "Template" of its component; to adopt the golden path anew, remove that file first.`,
    );
  }
  return repository;
}

function isNothing(error: RepositoryFailure): boolean {
  return (
    error.name === 'RepositoryUnavailableError' &&
    (error.reason === 'not-found' || error.reason === 'empty')
  );
}

/** What the answers say; broken ones say nothing. */
function originIn(repository: RepositorySnapshot): string {
  try {
    const answers = parseAnswers(repository.text(ANSWERS_PATH));
    return ` of ${answers.templateRef} ${
      answers.templateVersion ?? ''
    }`.trimEnd();
  } catch {
    return '';
  }
}
