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
  /** Globs of the files whose contents it looks at. */
  readonly reads: readonly string[];
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
  /** Defaults to the relations in the entity. */
  relations?: readonly EntityRelation[];
  /** The component's repository, or why it could not be read. */
  repository: RepositorySnapshot | RepositoryFailure;
  inputs?: Partial<EvaluationInputs>;
  /** The time that freshness, expiry, enforcement and `date` go by. Defaults to the current time. */
  now?: Date;
}
