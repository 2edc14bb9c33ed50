import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { evaluate, filesToKeep } from '@waymark-idp/plugin-conformity-node';
import {
  isRepositoryFailure,
  RepositoryFailure,
  RepositoryReader,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { Claim, EvaluationResult } from '../database/EvaluationStore';
import { StandardsSource } from '../standards/StandardsSource';
import { compareOutcomes } from './compareOutcomes';
import { treeDigestOf } from './treeDigest';

/** What an attempt came to. */
export type Finding =
  /** The catalog no longer has the component. */
  | { kind: 'gone' }
  /** Nothing that an outcome depends on is different. */
  | { kind: 'same'; commit?: string }
  /** The repository cannot be read now, and was before. */
  | { kind: 'unavailable'; failure: RepositoryFailure }
  | {
      kind: 'evaluated';
      result: EvaluationResult;
      failure?: RepositoryFailure;
    };

/** Finds the outcomes of one component. Stores nothing. */
export interface Evaluator {
  evaluate(claim: Claim, signal: AbortSignal): Promise<Finding>;
}

/**
 * Asks the catalog for the entity and the host for the commit, and reads the
 * tree only when one of them, or the standards, are not what they were.
 */
export class DefaultEvaluator implements Evaluator {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #reader: RepositoryReader;
  readonly #standards: StandardsSource;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    reader: RepositoryReader;
    standards: StandardsSource;
  }): DefaultEvaluator {
    return new DefaultEvaluator(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    reader: RepositoryReader;
    standards: StandardsSource;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#reader = options.reader;
    this.#standards = options.standards;
  }

  async evaluate(claim: Claim, signal: AbortSignal): Promise<Finding> {
    const { entityRef, previous, claimedAt } = claim;
    const { standards, digest } = this.#standards.current();
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    if (!entity) {
      return { kind: 'gone' };
    }
    const entityDigest = entity.metadata.etag ?? '';
    const sameQuestion =
      previous?.standardsDigest === digest &&
      previous.entityDigest === entityDigest;

    let repository: RepositorySnapshot | RepositoryFailure;
    let treeDigest: string | undefined;
    try {
      if (sameQuestion && previous.commit) {
        const commit = await this.#reader.resolveCommit(claim.sourceUrl, {
          signal,
        });
        if (commit === previous.commit) {
          return { kind: 'same', commit };
        }
      }
      repository = await this.#reader.read({
        url: claim.sourceUrl,
        keep: filesToKeep(standards),
        signal,
      });
      treeDigest = treeDigestOf(repository);
    } catch (error) {
      if (!isRepositoryFailure(error) || signal.aborted) {
        throw error;
      }
      repository = error;
    }

    const failure = isRepositoryFailure(repository) ? repository : undefined;
    if (failure && previous?.commit && !isAnswer(failure)) {
      return { kind: 'unavailable', failure };
    }
    const commit = 'commit' in repository ? repository.commit : undefined;
    if (treeDigest && sameQuestion && treeDigest === previous.treeDigest) {
      return { kind: 'same', commit };
    }
    const { outcomes, score, level } = evaluate({
      standards,
      entity,
      repository,
    });
    return {
      kind: 'evaluated',
      failure,
      result: {
        claim,
        commit,
        treeDigest,
        entityDigest,
        standardsDigest: digest,
        score,
        level,
        ...compareOutcomes({
          previous: previous?.outcomes,
          outcomes,
          commit,
          at: claimedAt,
        }),
        unavailable:
          failure && !isAnswer(failure) ? failure.message : undefined,
      },
    };
  }
}

/**
 * A tree that is too large or malformed is what the repository is; its checks
 * are `error` until somebody changes it. Anything else is the host's doing.
 */
function isAnswer(failure: RepositoryFailure): boolean {
  return (
    failure.name === 'RepositoryTooLargeError' || failure.reason === 'malformed'
  );
}
