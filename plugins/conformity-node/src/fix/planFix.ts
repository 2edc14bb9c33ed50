import { Entity } from '@backstage/catalog-model';
import { Outcome } from '@waymark-idp/plugin-conformity-common';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { evaluate } from '../evaluate';
import { withDeadline } from '../evaluation/withDeadline';
import { withFacts } from '../language/environment';
import { Facts } from '../language/Facts';
import { runnableCheckOf } from '../standard/compileCheck';
import { CompiledCheck, EvaluationInputs } from '../types';
import { applyFix, isSettled } from './applyFix';
import { CompiledFix, renderValue } from './compileFix';
import { entityAfter } from './entityAfter';
import { FileChange, withChanges } from './withChanges';

const MILLISECONDS = 2000;

/** What a fix is planned for. @public */
export interface PlanFixOptions {
  entity: Entity;
  repository: RepositorySnapshot;
  inputs?: Partial<EvaluationInputs>;
  /** Defaults to the current time. */
  now?: Date;
}

/** What a fix would change. @public */
export interface FixPlan {
  /** Empty when it is refused. */
  changes: FileChange[];
  /**
   * Whether the check was seen to pass with the changes. False where it asks
   * for what only the portal knows, and that was not given.
   */
  verified: boolean;
  /** One sentence: why there is nothing to propose. */
  refused?: string;
}

/**
 * Plans the fix of a failed check: pure, the repository stays as it is.
 *
 * Refused where the check has no fix in files, has nothing to fix, where the
 * changes would leave the repository, do not fit what is there, are not settled
 * when applied once, or would not make the check pass. Needs the contents of the
 * files that `filesToKeep(standards, { fixes: true })` names.
 *
 * @public
 */
export function planFix(
  check: CompiledCheck,
  options: PlanFixOptions,
): FixPlan {
  const { fixing } = runnableCheckOf(check);
  if (fixing.files.length === 0) {
    return refuse(
      `The check ${check.id} does not say how to change files to fix it`,
    );
  }
  const now = options.now ?? new Date();
  const before = outcomeOf(check, { ...options, now });
  if (before.state === 'passed' || before.state === 'not-applicable') {
    return refuse(`There is nothing to fix: ${before.message}`);
  }
  const changes = attempt(() => changesOf(fixing, { ...options, now }));
  if (typeof changes === 'string') {
    return refuse(changes);
  }
  if (changes.length === 0) {
    return refuse(
      `The fix would change nothing, and the check does not pass: ${before.message}`,
    );
  }
  const after = outcomeOf(check, {
    ...options,
    now,
    entity: entityAfter(options.entity, changes),
    repository: withChanges(options.repository, changes),
  });
  if (after.state === 'passed') {
    return { changes, verified: true };
  }
  // What the portal alone can answer is not known to fail.
  const { facts, graph } = options.inputs ?? {};
  const unknown =
    after.state === 'error' &&
    ((check.needsFacts && !facts) || (check.needsGraph && !graph));
  return unknown
    ? { changes, verified: false }
    : refuse(`The check would still not pass: ${after.message}`);
}

/**
 * The parameters of the template that fixes a check, for the component;
 * undefined where no template does.
 *
 * @public
 */
export function fixTemplateOf(
  check: CompiledCheck,
  options: PlanFixOptions,
): { ref: string; values: ReturnType<typeof renderValue> } | undefined {
  const { fixing } = runnableCheckOf(check);
  if (!fixing.template) {
    return undefined;
  }
  const { ref, values } = fixing.template;
  const facts = factsOf({ ...options, now: options.now ?? new Date() });
  return {
    ref,
    values: withFacts(facts, () =>
      renderValue(values, text => text.render(facts)),
    ),
  };
}

function changesOf(
  fixing: CompiledFix,
  options: PlanFixOptions & { now: Date },
): FileChange[] {
  const facts = factsOf(options);
  return withFacts(facts, () => {
    const changes = applyFix(fixing, options.repository, facts);
    if (!isSettled(fixing, options.repository, changes, facts)) {
      throw new Error(
        'Applying the fix once more would change the files once more',
      );
    }
    return changes;
  });
}

function factsOf(options: PlanFixOptions & { now: Date }): Facts {
  const { entity, repository, inputs, now } = options;
  return Facts.create({
    entity,
    relations: entity.relations,
    repository,
    facts: inputs?.facts,
    now,
  });
}

function outcomeOf(check: CompiledCheck, options: PlanFixOptions): Outcome {
  const { inputs, ...rest } = options;
  const { outcomes } = evaluate({
    ...rest,
    // A waived check can be fixed too.
    inputs: { ...inputs, waivers: undefined },
    standards: [
      {
        name: check.id,
        title: check.title,
        description: '',
        owner: '',
        checks: [check],
      },
    ],
  });
  return outcomes[0];
}

function attempt<T>(work: () => T): T | string {
  let result: T | undefined;
  try {
    return withDeadline(MILLISECONDS, () => {
      result = work();
    })
      ? result!
      : `Working out the fix took longer than ${MILLISECONDS} ms`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuse(reason: string): FixPlan {
  return { changes: [], verified: false, refused: reason };
}
