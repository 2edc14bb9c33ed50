import {
  CompiledStandard,
  EvaluateOptions,
  EvaluationTurn,
  readWaiverRequests,
} from '@waymark-idp/plugin-conformity-node';
import { Evaluation, GraphNode } from '@waymark-idp/plugin-conformity-common';
import { isRepositoryFailure } from '@waymark-idp/plugin-repositories-node';
import { tallyOutcomes } from '../tallyOutcomes';
import { declare } from './declare';
import { Examination, Examined } from './Examination';
import { PackedExamination } from './messages';
import { unpackExamination } from './packing';
import { treeDigestOf } from './treeDigest';

/** All that is computed of a component, and nothing that is asked of others. */
export class ExaminationTurn implements EvaluationTurn {
  readonly #packed: PackedExamination;
  readonly #contents: Uint8Array;
  readonly #nodes: readonly GraphNode[] | undefined;
  readonly #standards: readonly CompiledStandard[];
  readonly #answer: (examined: Examined) => void;
  readonly fail: (error: unknown) => void;
  #treeDigest?: string;
  #examination?: Examination;

  constructor(options: {
    packed: PackedExamination;
    /** Of its repository. */
    contents: Uint8Array;
    standards: readonly CompiledStandard[];
    /** Of the graph, where it is given one. */
    nodes?: readonly GraphNode[];
    onExamined: (examined: Examined) => void;
    onFailure: (error: unknown) => void;
  }) {
    this.#packed = options.packed;
    this.#contents = options.contents;
    this.#standards = options.standards;
    this.#nodes = options.nodes;
    this.#answer = options.onExamined;
    this.fail = options.onFailure;
  }

  begin(): EvaluateOptions | undefined {
    const examination = unpackExamination(this.#packed, {
      contents: this.#contents,
      nodes: this.#nodes,
    });
    const { entity, repository, inputs, now } = examination;
    this.#examination = examination;
    if (!isRepositoryFailure(repository)) {
      this.#treeDigest = treeDigestOf(repository, {
        withCommit: examination.commitDependent,
      });
      if (this.#treeDigest === examination.known) {
        return undefined;
      }
    }
    return {
      standards: asked(this.#standards, examination.checks),
      entity,
      repository,
      inputs,
      now,
    };
  }

  end(evaluation: Evaluation | undefined): void {
    const { entity, repository, declaring, at } = this.#examination!;
    // Others wait beside it: nothing of it is kept.
    this.#examination = undefined;
    this.#answer({
      treeDigest: this.#treeDigest,
      evaluated: evaluation && {
        ...(!isRepositoryFailure(repository) && {
          waiverRequests: readWaiverRequests(repository),
          ...(declaring && declare(repository, entity)),
        }),
        ...tallyOutcomes(evaluation, { standards: this.#standards, at }),
      },
    });
  }
}

function asked(
  standards: readonly CompiledStandard[],
  checks: readonly string[] | undefined,
): readonly CompiledStandard[] {
  return checks
    ? standards.map(standard => ({
        ...standard,
        checks: standard.checks.filter(({ id }) => checks.includes(id)),
      }))
    : standards;
}
