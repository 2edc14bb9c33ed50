import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CompiledStandard,
  StandardFile,
} from '@waymark-idp/plugin-conformity-node';
import {
  isRepositoryFailure,
  RepositoryFailure,
  RepositoryReader,
  PackableSnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { Claim, Look } from '../database/EvaluationStore';
import { LoadedInputs } from '../inputs/loadInputs';
import { eachLimited, Pace } from './eachLimited';
import { EvaluationBatch, HostAnswers } from './Evaluator';
import { Finding } from './Finding';
import { quarantined } from './quarantined';
import { EvaluationThreads } from './threads/EvaluationThreads';
import { ThreadEndedError } from './threads/EvaluationThread';
import { Examined } from './threads/Examination';
import { TreePlace, TreeRoom } from './TreeRoom';

// Requests to hosts at a time, of one batch.
const LOOKS_AT_ONCE = 10;
// Components at a time, of one batch: as many as are evaluated together.
const COMPONENTS_AT_ONCE = 300;
// What has not begun by then goes back to the queue: hosts are slow today.
const BEGIN_WITHIN_MS = 60_000;

/** What all components of a batch are asked, and with which inputs. */
interface Asked extends LoadedInputs {
  standards: readonly CompiledStandard[];
  /** What they were loaded from. */
  files: readonly StandardFile[];
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
export class DefaultEvaluationBatch implements EvaluationBatch {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #reader: RepositoryReader;
  readonly #threads: EvaluationThreads;
  readonly #asked: Asked;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    reader: RepositoryReader;
    threads: EvaluationThreads;
    asked: Asked;
  }): DefaultEvaluationBatch {
    return new DefaultEvaluationBatch(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    reader: RepositoryReader;
    threads: EvaluationThreads;
    asked: Asked;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#reader = options.reader;
    this.#threads = options.threads;
    this.#asked = options.asked;
  }

  async same(
    looks: Look[],
    signal: AbortSignal,
  ): Promise<{ same: Look[]; answered: HostAnswers }> {
    const answered: HostAnswers = new Map();
    const pace = Pace.create({ beginWithin: BEGIN_WITHIN_MS, signal });
    const same: Look[] = [];
    await eachLimited(looks, LOOKS_AT_ONCE, async look => {
      const { entityRef, sourceUrl } = look;
      if (
        pace.mayBegin() &&
        look.inputsDigest === this.#asked.digestOf(entityRef)
      ) {
        try {
          if (
            look.commit ===
            (await this.#reader.resolveCommit(sourceUrl, { signal }))
          ) {
            same.push(look);
          }
        } catch (error) {
          // What it means is for the evaluation to find.
          if (isRepositoryFailure(error) && !isAnswer(error)) {
            answered.set(entityRef, error);
          }
        }
      }
      await pace.breathe();
    });
    return { same, answered };
  }

  async evaluate(
    claims: Claim[],
    options: {
      signal: AbortSignal;
      answered?: HostAnswers;
      onFinding: (finding: Finding) => void;
    },
  ): Promise<void> {
    const { signal, onFinding, answered } = options;
    const pace = Pace.create({ beginWithin: BEGIN_WITHIN_MS, signal });
    const entities = await this.#entitiesOf(claims);
    const room = TreeRoom.create();
    await eachLimited(claims, COMPONENTS_AT_ONCE, async claim => {
      const place = await room.enter();
      try {
        if (!pace.mayBegin()) {
          onFinding({ kind: 'released', claim });
          return;
        }
        const entity = entities.get(claim.entityRef);
        onFinding(
          entity
            ? await this.#find(claim, entity, {
                signal,
                answered: answered?.get(claim.entityRef),
                place,
              })
            : { kind: 'gone', claim },
        );
      } catch (error) {
        onFinding(
          signal.aborted
            ? { kind: 'released', claim }
            : { kind: 'broken', claim, error },
        );
      } finally {
        place.leave();
      }
      await pace.breathe();
    });
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
    {
      signal,
      answered,
      place,
    }: {
      signal: AbortSignal;
      answered?: RepositoryFailure;
      place: TreePlace;
    },
  ): Promise<Finding> {
    const { entityRef, previous } = claim;
    const batch = this.#asked;
    const dependsOn = {
      entityDigest: entity.metadata.etag ?? '',
      standardsDigest: batch.standardsDigest,
      inputsDigest: batch.digestOf(entityRef),
      graphDigest: batch.digestOfInput('graph', entityRef),
    };
    const asked = { claim, ...dependsOn };
    const toQuarantine = (why: string) =>
      quarantined({ claim, standards: batch.standards, entity, why });
    if (claim.lostAttempts > 1) {
      const why = `${claim.lostAttempts} attempts ended without a result, as when the memory is not enough`;
      return {
        kind: 'evaluated',
        ...asked,
        ...toQuarantine(why),
      };
    }
    const repository = answered ?? (await this.#read(claim, signal));
    const failure = isRepositoryFailure(repository) ? repository : undefined;
    if (failure && previous?.commit && !isAnswer(failure)) {
      return { kind: 'unavailable', claim, failure };
    }
    const snapshot = isRepositoryFailure(repository) ? undefined : repository;
    if (snapshot) {
      place.holds(snapshot);
    }
    const commit = snapshot?.commit;
    let examined: Examined;
    try {
      examined = await this.#threads.examine(
        {
          entity,
          repository,
          inputs: batch.inputsOf(entityRef),
          now: batch.now,
          at: claim.claimedAt,
          commitDependent: batch.commitDependent,
          declaring: batch.declaring,
          known:
            previous?.entityDigest === dependsOn.entityDigest &&
            previous.inputsDigest === dependsOn.inputsDigest
              ? previous.treeDigest
              : undefined,
        },
        batch.files,
      );
    } catch (error) {
      if (!(error instanceof ThreadEndedError)) {
        throw error;
      }
      return {
        kind: 'evaluated',
        ...asked,
        ...toQuarantine(error.message),
      };
    }
    const { treeDigest, evaluated } = examined;
    if (!evaluated) {
      return { kind: 'same', claim, commit };
    }
    return {
      kind: 'evaluated',
      ...asked,
      commit,
      treeDigest,
      failure,
      unavailable:
        failure && !isAnswer(failure) ? { reason: failure.message } : undefined,
      ...evaluated,
    };
  }

  async #read(
    claim: Claim,
    signal: AbortSignal,
  ): Promise<PackableSnapshot | RepositoryFailure> {
    const { keep, commitTime } = this.#asked;
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
