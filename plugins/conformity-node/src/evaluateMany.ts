import { Evaluation } from '@waymark-idp/plugin-conformity-common';
import { evaluate, evaluateBy } from './evaluate';
import { runCheck } from './evaluation/runCheck';
import { withDeadline } from './evaluation/withDeadline';
import { forgetRegexes } from './language/compileRegex';
import { EvaluateOptions } from './types';

// Others wait for the event loop meanwhile; what is left has a turn after it.
const MILLISECONDS_TOGETHER = 100;
// As long as one check may take, which is then asked again within its own bounds.
const MILLISECONDS_AT_MOST = 1000;

/**
 * Like {@link evaluate} for each, at less cost: components share a deadline,
 * which is a thread, as long as none needs it. When it strikes, the component
 * that was at it is evaluated by itself, with its own deadlines.
 *
 * Evaluates as many as go in about 100 ms, at least one.
 *
 * @returns the evaluations of the first of them, in their order; shorter than
 * `components` when there was no time for all.
 *
 * @public
 */
export function evaluateMany(
  components: readonly EvaluateOptions[],
): Evaluation[] {
  const evaluations: Evaluation[] = [];
  const end = performance.now() + MILLISECONDS_TOGETHER;
  const isTimeLeft = () =>
    evaluations.length < components.length && performance.now() < end;
  const finished =
    components.length < 2 ||
    withDeadline(MILLISECONDS_AT_MOST, () => {
      while (isTimeLeft()) {
        evaluations.push(
          evaluateBy(
            components[evaluations.length],
            (pending, newFacts, outcomes) => {
              const facts = newFacts();
              for (const { check, index } of pending) {
                outcomes[index] = runCheck(check, facts);
              }
            },
          ),
        );
      }
    });
  if (!finished) {
    forgetRegexes();
  }
  if (!finished || components.length === 1) {
    evaluations.push(evaluate(components[evaluations.length]));
  }
  return evaluations;
}
