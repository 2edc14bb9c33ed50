import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  ChecksToFix,
  ComponentFixPlan,
  FixTemplate,
  Outcome,
  PlannedFix,
} from '@waymark-idp/plugin-conformity-common';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { setImmediate as others } from 'node:timers/promises';
import { evaluate } from '../evaluate';
import { CompiledCheck, CompiledStandard, EvaluationInputs } from '../types';
import { entityAfter } from './entityAfter';
import { fixTemplateOf, planFix } from './planFix';
import { FileChange, withChanges } from './withChanges';

/** What fixes are planned from. @public */
export interface FixContext {
  standards: readonly CompiledStandard[];
  entity: Entity;
  repository: RepositorySnapshot;
  inputs: Partial<EvaluationInputs>;
  now: Date;
}

/**
 * Plans the fixes of several checks, in the order of the standards: each on
 * what the ones before it would leave, so that two can change the same file.
 *
 * @throws NotFoundError for a check that is not in force.
 *
 * @public
 */
export async function planFixes(
  checks: ChecksToFix,
  context: FixContext,
): Promise<Omit<ComponentFixPlan, 'entityRef' | 'repositoryUrl' | 'commit'>> {
  const { standards, repository } = context;
  const before = evaluate(context);
  const stateBefore = statesOf(before.outcomes);
  const files = new Map<string, FileChange>();
  const planned: PlannedFix[] = [];
  let now = context;
  for (const check of chosen(checks, standards, stateBefore)) {
    // Working out one fix can take seconds, and there can be many.
    await others();
    const { changes, refused } = planFix(check, now);
    for (const change of changes) {
      const known = files.get(change.path);
      files.set(change.path, {
        path: change.path,
        before: known ? known.before : change.before,
        after: change.after,
      });
    }
    now = {
      ...now,
      entity: entityAfter(now.entity, changes),
      repository: withChanges(now.repository, changes),
    };
    planned.push({
      check: check.id,
      title: check.title,
      fixable: changes.length > 0,
      ...(refused !== undefined && { reason: refused }),
      paths: changes.map(({ path }) => path),
      passes: false,
      ...templateOf(check, context),
    });
  }
  const changed = [...files.values()]
    .filter(file => file.before !== file.after)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const after =
    changed.length > 0
      ? evaluate({
          ...context,
          entity: entityAfter(context.entity, changed),
          repository: withChanges(repository, changed),
        })
      : before;
  const stateAfter = statesOf(after.outcomes);
  return {
    checks: planned.map(fix => ({
      ...fix,
      passes: stateAfter.get(fix.check) === 'passed',
    })),
    files: changed,
    outcomes: after.outcomes.flatMap(({ check, state }) => {
      const from = stateBefore.get(check);
      return from && from !== state ? [{ check, from, to: state }] : [];
    }),
    before: { score: before.score, level: before.level },
    after: { score: after.score, level: after.level },
  };
}

function chosen(
  wanted: ChecksToFix,
  standards: readonly CompiledStandard[],
  states: Map<string, Outcome['state']>,
): CompiledCheck[] {
  const inForce = standards.flatMap(standard => standard.checks);
  if (wanted === 'all') {
    return inForce.filter(
      ({ id, fixable }) => fixable && states.get(id) === 'failed',
    );
  }
  const ids = new Set(inForce.map(({ id }) => id));
  const unknown = wanted.find(id => !ids.has(id));
  if (unknown !== undefined) {
    throw new NotFoundError(`No check "${unknown}" is in force.`);
  }
  return inForce.filter(({ id }) => wanted.includes(id));
}

function templateOf(
  check: CompiledCheck,
  context: FixContext,
): { template?: FixTemplate } {
  if (check.fixable !== 'template') {
    return {};
  }
  try {
    const template = fixTemplateOf(check, context);
    return {
      template: template && {
        ref: template.ref,
        values: template.values as FixTemplate['values'],
      },
    };
  } catch {
    // What the form would be filled in with is not there; the form is.
    return {};
  }
}

function statesOf(outcomes: readonly Outcome[]): Map<string, Outcome['state']> {
  return new Map(outcomes.map(({ check, state }) => [check, state]));
}
