import { Evaluation } from '@waymark-idp/plugin-conformity-common';
import { evaluate, evaluateBy } from './evaluate';
import { runCheck } from './evaluation/runCheck';
import { withDeadline } from './evaluation/withDeadline';
import { forgetRegexes } from './language/compileRegex';
import { EvaluateOptions } from './types';

// What is left has a turn after whatever else waits by then.
const MILLISECONDS_TOGETHER = 100;
// As long as one check may take, which is then asked again within its own bounds.
const MILLISECONDS_AT_MOST = 1000;

/**
 * One component among many that are evaluated. What there is to evaluate is
 * made when its turn comes, so that only one of them is in memory at a time.
 *
 * @public
 */
export interface EvaluationTurn {
  /** Undefined where there is nothing to evaluate. May be asked a second time. */
  begin(): EvaluateOptions | undefined;
  /** Undefined where there was nothing to evaluate. */
  end(evaluation: Evaluation | undefined): void;
  /** Something other than a check broke. */
  fail(error: unknown): void;
}

/**
 * Like {@link evaluate} for each, at less cost: components share a deadline,
 * which is a thread, as long as none needs it. When it strikes, the component
 * that was at it is evaluated by itself, with its own deadlines.
 *
 * Evaluates as many as go in about 100 ms, at least one. One that fails takes
 * no other with it.
 *
 * @returns how many of the first of them had their turn.
 *
 * @public
 */
export function evaluateMany(turns: readonly EvaluationTurn[]): number {
  let done = 0;
  const end = performance.now() + MILLISECONDS_TOGETHER;
  const finished =
    turns.length < 2 ||
    withDeadline(MILLISECONDS_AT_MOST, () => {
      while (done < turns.length && performance.now() < end) {
        take(turns[done], evaluateTogether);
        done += 1;
      }
    });
  if (!finished) {
    forgetRegexes();
  }
  if (!finished || turns.length === 1) {
    take(turns[done], evaluate);
    done += 1;
  }
  return done;
}

function take(
  turn: EvaluationTurn,
  run: (options: EvaluateOptions) => Evaluation,
): void {
  try {
    const options = turn.begin();
    turn.end(options && run(options));
  } catch (error) {
    turn.fail(error);
  }
}

/** Without a deadline of its own. */
function evaluateTogether(options: EvaluateOptions): Evaluation {
  return evaluateBy(options, (pending, newFacts, outcomes) => {
    const facts = newFacts();
    for (const { check, index } of pending) {
      outcomes[index] = runCheck(check, facts);
    }
  });
}
