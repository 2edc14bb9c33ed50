import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  filesToKeep,
  needsCommitTime,
  standardsDigestAt,
  usesGraph,
} from '@waymark-idp/plugin-conformity-node';
import {
  RepositoryFailure,
  RepositoryReader,
} from '@waymark-idp/plugin-repositories-node';
import { Claim, Look } from '../database/EvaluationStore';
import { AnyInputSource } from '../inputs/InputSource';
import { loadInputs } from '../inputs/loadInputs';
import { StandardsSource } from '../standards/StandardsSource';
import { DefaultEvaluationBatch } from './DefaultEvaluationBatch';
import { Finding } from './Finding';
import { EvaluationThreads } from './threads/EvaluationThreads';

/** How hosts failed, by entity ref: they are not asked twice. */
export type HostAnswers = Map<string, RepositoryFailure>;

/** Some components, asked the same questions with the inputs of one moment. */
export interface EvaluationBatch {
  /**
   * Those of the components of which neither commit nor input is different. Reads no tree and no entity; never rejects for one of them.
   */
  same(
    looks: Look[],
    signal: AbortSignal,
  ): Promise<{ same: Look[]; answered: HostAnswers }>;

  /**
   * Hands over one finding for each claim, as soon as it is there. What breaks
   * for one component is its finding, and no other's.
   */
  evaluate(
    claims: Claim[],
    options: {
      signal: AbortSignal;
      answered?: HostAnswers;
      onFinding: (finding: Finding) => void;
    },
  ): Promise<void>;
}

/** Finds the outcomes of components. Stores nothing. */
export interface Evaluator {
  /** Of the standards in force today. */
  standardsDigest(): string;

  begin(entityRefs: string[]): Promise<EvaluationBatch>;
}

/** {@link Evaluator} with the standards in force, the catalog and the hosts. */
export class DefaultEvaluator implements Evaluator {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #reader: RepositoryReader;
  readonly #standards: StandardsSource;
  readonly #inputSources: readonly AnyInputSource[];
  readonly #threads: EvaluationThreads;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    reader: RepositoryReader;
    standards: StandardsSource;
    inputSources: readonly AnyInputSource[];
    threads: EvaluationThreads;
  }): DefaultEvaluator {
    return new DefaultEvaluator(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    reader: RepositoryReader;
    standards: StandardsSource;
    inputSources: readonly AnyInputSource[];
    threads: EvaluationThreads;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#reader = options.reader;
    this.#standards = options.standards;
    this.#inputSources = options.inputSources;
    this.#threads = options.threads;
  }

  standardsDigest(): string {
    return standardsDigestAt(this.#standards.current(), new Date());
  }

  async begin(entityRefs: string[]): Promise<EvaluationBatch> {
    const now = new Date();
    const current = this.#standards.current();
    return DefaultEvaluationBatch.create({
      catalog: this.#catalog,
      auth: this.#auth,
      reader: this.#reader,
      threads: this.#threads,
      asked: {
        standards: current.standards,
        files: current.files,
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
          entityRefs,
          now,
        })),
      },
    });
  }
}
