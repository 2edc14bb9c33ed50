import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ComponentDeclarations,
  Evaluation,
} from '@waymark-idp/plugin-conformity-common';
import {
  CompiledStandard,
  EvaluationInputs,
  filesToKeep,
  needsCommitTime,
  standardsDigestAt,
  readWaiverRequests,
  RepositoryWaiverRequests,
  usesGraph,
} from '@waymark-idp/plugin-conformity-node';
import {
  isRepositoryFailure,
  RepositoryFailure,
  RepositoryReader,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { Claim } from '../database/EvaluationStore';
import { AnyInputSource } from '../inputs/InputSource';
import { LoadedInputs, loadInputs } from '../inputs/loadInputs';
import { StandardsSource } from '../standards/StandardsSource';
import { declare } from './declare';
import { eachLimited, Pace } from './eachLimited';
import { quarantined } from './quarantined';
import { TogetherEvaluator } from './TogetherEvaluator';
import { treeDigestOf } from './treeDigest';

/** The outcomes of one component, and what they depended on. */
export interface Evaluated extends Evaluation {
  kind: 'evaluated';
  claim: Claim;
  commit?: string;
  treeDigest?: string;
  entityDigest: string;
  standardsDigest: string;
  inputsDigest: string;
  graphDigest?: string;
  declarations?: ComponentDeclarations;
  declarationsDigest?: string;
  /** What the repository asks to be exempt from; undefined where it was not read. */
  waiverRequests?: RepositoryWaiverRequests;
  /** The standards that were asked. */
  standards: readonly CompiledStandard[];
  /** Why the repository could not be read, where it could not. */
  failure?: RepositoryFailure;
  /** Why the outcomes are not to be relied on, and when to try again. */
  unavailable?: { reason: string; retryAt?: Date };
}

/** What an attempt came to. */
export type Finding =
  /** The catalog no longer has the component. */
  | { kind: 'gone'; claim: Claim }
  /** Nothing that an outcome depends on is different. */
  | { kind: 'same'; claim: Claim; commit?: string }
  /** The repository cannot be read now, and was before. */
  | { kind: 'unavailable'; claim: Claim; failure: RepositoryFailure }
  /** Something of ours broke. */
  | { kind: 'broken'; claim: Claim; error: unknown }
  /** Not begun: there was no time left. */
  | { kind: 'released'; claim: Claim }
  | Evaluated;

/** Finds the outcomes of components. Stores nothing. */
export interface Evaluator {
  /**
   * Hands over one finding for each claim, as soon as it is there. What breaks
   * for one component is its finding, and no other's.
   */
  evaluate(
    claims: Claim[],
    options: { signal: AbortSignal; onFinding: (finding: Finding) => void },
  ): Promise<void>;
}

// Trees in memory at a time, and requests to hosts, of one batch.
const READS_AT_ONCE = 10;
// What has not begun by then goes back to the queue: hosts are slow today.
const BEGIN_WITHIN_MS = 60_000;

interface Batch extends LoadedInputs {
  standards: readonly CompiledStandard[];
  keep: (path: string) => boolean;
  /** Whether it is asked when the commit was made. */
  commitTime: boolean;
  /** Whether what components declare is looked at. */
  declaring: boolean;
  /** Whether an answer can change with nothing but the commit. */
  commitDependent: boolean;
  now: Date;
}

/**
 * Asks the host for the commit, and reads the tree only when it, or the entity,
 * the standards or an input, is not what it was.
 */
export class DefaultEvaluator implements Evaluator {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #reader: RepositoryReader;
  readonly #standards: StandardsSource;
  readonly #inputSources: readonly AnyInputSource[];
  readonly #together = new TogetherEvaluator();

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    reader: RepositoryReader;
    standards: StandardsSource;
    inputSources: readonly AnyInputSource[];
  }): DefaultEvaluator {
    return new DefaultEvaluator(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    reader: RepositoryReader;
    standards: StandardsSource;
    inputSources: readonly AnyInputSource[];
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#reader = options.reader;
    this.#standards = options.standards;
    this.#inputSources = options.inputSources;
  }

  async evaluate(
    claims: Claim[],
    options: { signal: AbortSignal; onFinding: (finding: Finding) => void },
  ): Promise<void> {
    const { signal, onFinding } = options;
    const now = new Date();
    const current = this.#standards.current();
    const batch: Batch = {
      standards: current.standards,
      keep: filesToKeep(current.standards),
      commitTime: needsCommitTime(current.standards),
      declaring: usesGraph(current.standards),
      commitDependent: current.standards.some(({ checks }) =>
        checks.some(check => check.commitDependent),
      ),
      now,
      ...(await loadInputs({
        sources: this.#inputSources,
        standardsDigest: standardsDigestAt(current, now),
        entityRefs: claims.map(({ entityRef }) => entityRef),
        now,
      })),
    };
    const pace = Pace.create({ beginWithin: BEGIN_WITHIN_MS, signal });

    // Without a tree, an entity or a thought for those that are the same.
    const different: Claim[] = [];
    await eachLimited(claims, READS_AT_ONCE, async claim => {
      if (!pace.mayBegin()) {
        onFinding({ kind: 'released', claim });
        return;
      }
      const same = await this.#same(claim, batch, signal);
      if (same) {
        onFinding(same);
      } else {
        different.push(claim);
      }
      await pace.breathe();
    });
    if (different.length === 0) {
      return;
    }
    const entities = await this.#entitiesOf(different);
    await eachLimited(different, READS_AT_ONCE, async claim => {
      if (!pace.mayBegin()) {
        onFinding({ kind: 'released', claim });
        return;
      }
      try {
        const entity = entities.get(claim.entityRef);
        onFinding(
          entity
            ? await this.#find(claim, entity, batch, signal)
            : { kind: 'gone', claim },
        );
      } catch (error) {
        onFinding(
          signal.aborted
            ? { kind: 'released', claim }
            : { kind: 'broken', claim, error },
        );
      }
      await pace.breathe();
    });
  }

  /** Undefined when it has to be looked at. */
  async #same(
    claim: Claim,
    batch: Batch,
    signal: AbortSignal,
  ): Promise<Finding | undefined> {
    const { previous, entityRef, sourceUrl, entityEtag } = claim;
    if (
      !previous?.commit ||
      previous.inputsDigest !== batch.digestOf(entityRef) ||
      previous.entityDigest !== entityEtag ||
      claim.lostAttempts > 0
    ) {
      return undefined;
    }
    try {
      const commit = await this.#reader.resolveCommit(sourceUrl, { signal });
      return commit === previous.commit
        ? { kind: 'same', claim, commit }
        : undefined;
    } catch (error) {
      return isRepositoryFailure(error) && !isAnswer(error) && !signal.aborted
        ? { kind: 'unavailable', claim, failure: error }
        : undefined;
    }
  }

  async #entitiesOf(claims: Claim[]): Promise<Map<string, Entity>> {
    const entityRefs = claims.map(({ entityRef }) => entityRef);
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return new Map(
      items.flatMap((entity, i) => (entity ? [[entityRefs[i], entity]] : [])),
    );
  }

  async #find(
    claim: Claim,
    entity: Entity,
    batch: Batch,
    signal: AbortSignal,
  ): Promise<Finding> {
    const { entityRef, previous } = claim;
    const dependsOn = {
      entityDigest: entity.metadata.etag ?? '',
      standardsDigest: batch.standardsDigest,
      inputsDigest: batch.digestOf(entityRef),
      graphDigest: batch.digestOfInput('graph', entityRef),
    };
    const asked = { claim, ...dependsOn, standards: batch.standards };
    if (claim.lostAttempts > 1) {
      return { kind: 'evaluated', ...asked, ...quarantined(asked, entity) };
    }
    const repository = await this.#read(claim, batch, signal);
    const failure = isRepositoryFailure(repository) ? repository : undefined;
    if (failure && previous?.commit && !isAnswer(failure)) {
      return { kind: 'unavailable', claim, failure };
    }
    const snapshot = isRepositoryFailure(repository) ? undefined : repository;
    const commit = snapshot?.commit;
    const treeDigest =
      snapshot && treeDigestOf(snapshot, { withCommit: batch.commitDependent });
    if (
      treeDigest &&
      treeDigest === previous?.treeDigest &&
      dependsOn.entityDigest === previous.entityDigest &&
      dependsOn.inputsDigest === previous.inputsDigest
    ) {
      return { kind: 'same', claim, commit };
    }
    const inputs: Partial<EvaluationInputs> = batch.inputsOf(entityRef);
    return {
      kind: 'evaluated',
      ...asked,
      commit,
      treeDigest,
      waiverRequests: snapshot && readWaiverRequests(snapshot),
      ...(snapshot && batch.declaring && declare(snapshot, entity)),
      failure,
      unavailable:
        failure && !isAnswer(failure) ? { reason: failure.message } : undefined,
      ...(await this.#together.evaluate({
        standards: batch.standards,
        entity,
        repository,
        inputs,
        now: batch.now,
      })),
    };
  }

  async #read(
    claim: Claim,
    { keep, commitTime }: Batch,
    signal: AbortSignal,
  ): Promise<RepositorySnapshot | RepositoryFailure> {
    try {
      return await this.#reader.read({
        url: claim.sourceUrl,
        keep,
        commitTime,
        signal,
      });
    } catch (error) {
      if (!isRepositoryFailure(error) || signal.aborted) {
        throw error;
      }
      return error;
    }
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
