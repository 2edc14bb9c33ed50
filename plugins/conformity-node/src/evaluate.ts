import {
  Evaluation,
  Outcome,
  scoreOf,
} from '@waymark-idp/plugin-conformity-common';
import {
  isRepositoryFailure,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { isEnforced, waive } from './evaluation/afterwards';
import { couldNotAsk, runCheck } from './evaluation/runCheck';
import { withDeadline } from './evaluation/withDeadline';
import { forgetRegexes } from './language/compileRegex';
import { Facts } from './language/Facts';
import { RunnableCheck, runnableCheckOf } from './standard/compileCheck';
import { CompiledCheck, CompiledStandard, EvaluateOptions } from './types';

const MILLISECONDS_PER_CHECK = 1000;
const MILLISECONDS_IN_ALL = 10_000;

/**
 * Answers every check of the standards for one component.
 *
 * The outcomes come in the order of the standards and their checks. No check
 * takes others with it: one that throws, or takes longer than a second, is
 * `error` by itself. After ten seconds the checks that are left are `error`
 * too. Where the repository could not be read, the checks that need it are
 * `error` with the reason; checks on the catalog entity alone are answered.
 *
 * What did not pass and has a waiver is `waived`; outcomes of checks that are
 * not enforced yet are `upcoming` and count nowhere.
 *
 * Synchronous, and does no I/O.
 *
 * @public
 */
export function evaluate(options: EvaluateOptions): Evaluation {
  return evaluateBy(options, runBounded);
}

/** A check that has to be asked, and where its outcome goes. */
export interface PendingCheck {
  check: RunnableCheck;
  index: number;
}

/** Evaluates, and leaves to `run` how the checks that have to be asked are. */
export function evaluateBy(
  options: EvaluateOptions,
  run: (
    pending: readonly PendingCheck[],
    newFacts: () => Facts,
    outcomes: Outcome[],
  ) => void,
): Evaluation {
  const { standards, entity, repository, inputs, now = new Date() } = options;
  const failure = isRepositoryFailure(repository) ? repository : undefined;
  const checks = checksOf(standards);
  const outcomes: Outcome[] = [];
  const pending: PendingCheck[] = [];

  checks.forEach((check, index) => {
    if (!check.appliesTo(entity)) {
      outcomes[index] = {
        check: check.id,
        state: 'not-applicable',
        message: 'Not asked of this kind of component.',
        evidence: [],
      };
    } else if (failure && check.needsRepository) {
      outcomes[index] = couldNotAsk(check.id, failure.message);
    } else {
      pending.push({ check: runnableCheckOf(check), index });
    }
  });

  const newFacts = () =>
    Facts.create({
      entity,
      relations: options.relations ?? entity.relations,
      repository: failure ? undefined : (repository as RepositorySnapshot),
      facts: inputs?.facts,
      graph: inputs?.graph,
      now,
    });
  run(pending, newFacts, outcomes);
  const waivers = inputs?.waivers ?? [];
  const final = outcomes.map((outcome, index): Outcome => {
    const waived = waive(outcome, waivers, now);
    return isEnforced(checks[index], now)
      ? waived
      : { ...waived, upcoming: true };
  });
  return { outcomes: final, ...scoreOf(final, checks) };
}

const known = new WeakMap<
  readonly CompiledStandard[],
  readonly CompiledCheck[]
>();

/** The same list for every component that is asked the same standards. */
function checksOf(
  standards: readonly CompiledStandard[],
): readonly CompiledCheck[] {
  let checks = known.get(standards);
  if (!checks) {
    checks = standards.flatMap(standard => standard.checks);
    known.set(standards, checks);
  }
  return checks;
}

/**
 * All checks share one deadline, since each deadline costs a thread. When it
 * strikes, the check that was running is asked again by itself, with its full
 * time, unless it had that already.
 */
function runBounded(
  pending: readonly PendingCheck[],
  newFacts: () => Facts,
  outcomes: Outcome[],
) {
  const end = performance.now() + MILLISECONDS_IN_ALL;
  const run = { facts: newFacts(), next: 0 };
  const runUntil = (until: number) => {
    while (run.next < until) {
      const { check, index } = pending[run.next];
      outcomes[index] = runCheck(check, run.facts);
      run.next += 1;
    }
  };
  let alone = false;
  while (run.next < pending.length) {
    const left = end - performance.now();
    if (left <= 0) {
      for (const { check, index } of pending.slice(run.next)) {
        outcomes[index] = couldNotAsk(
          check.id,
          `Not evaluated: the checks before took more than ${
            MILLISECONDS_IN_ALL / 1000
          } seconds together.`,
        );
      }
      return;
    }
    const first = run.next;
    const until = alone ? first + 1 : pending.length;
    const finished = withDeadline(Math.min(MILLISECONDS_PER_CHECK, left), () =>
      runUntil(until),
    );
    if (finished) {
      alone = false;
      continue;
    }
    // Whatever was being computed when time was up is not to be trusted.
    run.facts = newFacts();
    forgetRegexes();
    if (run.next > first) {
      alone = true;
      continue;
    }
    const { check, index } = pending[run.next];
    outcomes[index] = couldNotAsk(
      check.id,
      `The check took longer than ${MILLISECONDS_PER_CHECK} ms and was stopped.`,
    );
    run.next += 1;
    alone = false;
  }
}
