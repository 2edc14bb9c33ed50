import {
  Check,
  CollectedFacts,
  ComponentGraph,
  Standard,
  Waiver,
} from '@waymark-idp/plugin-conformity-common';
import { Entity, EntityRelation } from '@backstage/catalog-model';
import {
  RepositoryFailure,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';

/** One file of a source of standards. @public */
export interface StandardFile {
  /** Where it is, as a person would name it: `standards/security.yaml`. */
  path: string;
  content: string;
}

/** Something about a standard that keeps it, or one of its checks, out of force. @public */
export interface StandardProblem {
  file: string;
  /** 1-based. */
  line?: number;
  /** The check that is left out; undefined when the whole file is. */
  check?: string;
  message: string;
}

/** A check ready to run. @public */
export interface CompiledCheck extends Check {
  /** Whether answering needs the repository at all. */
  readonly needsRepository: boolean;
  /** Whether it asks for what a collector told, which only the portal knows. */
  readonly needsFacts: boolean;
  /** Whether it asks what other components declare, which only the portal knows. */
  readonly needsGraph: boolean;
  /** Whether its answer can change with nothing but the day. */
  readonly timeDependent: boolean;
  /** Whether its answer can change with nothing but the commit: the same tree under another. */
  readonly commitDependent: boolean;
  /** Whether it asks when the commit was made: the `commitTime` of a repository reader. */
  readonly needsCommitTime: boolean;
  /** Globs of the files whose contents it looks at. */
  readonly reads: readonly string[];
  /** Globs of the files whose contents its fix looks at. */
  readonly fixReads: readonly string[];
  /** Whether the check asks anything of this entity, as far as the entity tells. */
  appliesTo(entity: Entity): boolean;
}

/** A standard ready to run. @public */
export interface CompiledStandard extends Omit<Standard, 'checks'> {
  readonly checks: readonly CompiledCheck[];
}

/** The standards of one source. @public */
export interface LoadedStandards {
  standards: CompiledStandard[];
  problems: StandardProblem[];
  /** Changes when, and only when, the same component could get other outcomes. */
  digest: string;
}

/**
 * What an evaluation takes besides tree, entity and standards. Where one is
 * left out, the checks that need it are `error: needs the portal`.
 *
 * @public
 */
export interface EvaluationInputs {
  /** The component's facts, of all collectors. */
  facts: readonly CollectedFacts[];
  graph: ComponentGraph;
  /** The waivers of the component that are approved and not expired at `now`. */
  waivers: readonly Waiver[];
}

/** What to evaluate. @public */
export interface EvaluateOptions {
  standards: readonly CompiledStandard[];
  entity: Entity;
  /**
   * Defaults to the relations in the entity. Where that has none at all, as in a
   * `catalog-info.yaml`, checks that ask for them are `error: needs the portal`.
   */
  relations?: readonly EntityRelation[];
  /** The component's repository, or why it could not be read. */
  repository: RepositorySnapshot | RepositoryFailure;
  inputs?: Partial<EvaluationInputs>;
  /** The time that freshness, expiry, enforcement and `date` go by. Defaults to the current time. */
  now?: Date;
}
