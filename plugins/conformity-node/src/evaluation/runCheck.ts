import { Evidence, Outcome } from '@waymark-idp/plugin-conformity-common';
import { withFacts } from '../language/environment';
import { CompiledExpression } from '../language/compileExpression';
import { Facts } from '../language/Facts';
import { Trace } from '../language/Trace';
import { RunnableCheck } from '../standard/compileCheck';
import { explainFailure, explainSuccess, messageOf } from './explain';
import { defused } from './inert';

/** What is asked for is not there: an answer, and it is no. */
const NOT_THERE = new Set([
  'no_such_key',
  'index_out_of_bounds',
  'optional_value_missing',
]);

type Answer =
  | { state: 'passed' | 'failed'; evidence: Evidence[] }
  | { state: 'error'; message: string; evidence: Evidence[] };

/** Answers one check; never throws. */
export function runCheck(check: RunnableCheck, facts: Facts): Outcome {
  const { id, title, when, conditions } = check;
  if (when) {
    const answer = ask(when, facts);
    if (answer.state === 'error') {
      return { check: id, ...answer };
    }
    if (answer.state === 'failed') {
      return {
        check: id,
        state: 'not-applicable',
        message: messageOf(`Not asked here: ${check.whenMessage}`),
        evidence: [],
      };
    }
  }
  const found: Evidence[] = [];
  let failure: Outcome | undefined;
  for (const condition of conditions) {
    const answer = ask(condition.expression, facts);
    if (answer.state === 'failed') {
      return {
        check: id,
        state: 'failed',
        message: messageOf(
          condition.otherwise ?? check.message ?? answer.evidence[0].message,
        ),
        evidence: answer.evidence,
      };
    }
    if (answer.state === 'error') {
      // As in CEL, `false` decides even beside an error: ask the others first.
      failure ??= { check: id, ...answer };
    } else {
      found.push(...answer.evidence);
    }
  }
  return (
    failure ?? {
      check: id,
      state: 'passed',
      message: messageOf(title),
      evidence: found.slice(0, 2),
    }
  );
}

/**
 * Most conditions hold, and need little explanation: one that takes values and
 * does not hold is asked again, and watched more closely.
 */
function ask(expression: CompiledExpression, facts: Facts): Answer {
  return expression.takesValues && holds(expression, facts)
    ? { state: 'passed', evidence: explainSuccess(facts.trace) }
    : explain(expression, facts);
}

function holds(expression: CompiledExpression, facts: Facts): boolean {
  facts.trace = new Trace({ notesValues: false });
  try {
    return withFacts(facts, expression.run);
  } catch {
    return false;
  }
}

function explain(expression: CompiledExpression, facts: Facts): Answer {
  const trace = new Trace({ notesValues: expression.takesValues });
  facts.trace = trace;
  try {
    return withFacts(facts, expression.run)
      ? { state: 'passed', evidence: explainSuccess(trace) }
      : { state: 'failed', evidence: explainFailure(expression, trace) };
  } catch (error) {
    return answerOf(error, expression, trace);
  }
}

function answerOf(
  error: unknown,
  expression: CompiledExpression,
  trace: Trace,
): Answer {
  const { name, message, code, summary, reason, file, path, line } = error as {
    name?: string;
    message?: string;
    code?: string;
    summary?: string;
    reason?: string;
    file?: string;
    path?: string;
    line?: number;
  };
  if (
    (name === 'RepositoryFileError' && reason === 'missing') ||
    (name === 'EvaluationError' && code && NOT_THERE.has(code))
  ) {
    return {
      state: 'failed',
      evidence: explainFailure(expression, trace),
    };
  }
  if (name === 'UnknownFactError') {
    const text = messageOf(defused(message ?? name));
    return { state: 'error', message: text, evidence: [{ message: text }] };
  }
  if (name === 'RepositoryFileError' || name === 'DocumentError') {
    const text = messageOf(defused(message ?? name));
    return {
      state: 'error',
      message: text,
      evidence: [
        {
          file: file ?? path,
          ...(line ? { line } : {}),
          message: text,
        },
      ],
    };
  }
  const why =
    error instanceof RangeError
      ? 'it goes too deep, or makes too much'
      : summary ?? message ?? String(error);
  const text = messageOf(
    `The check could not be evaluated (${defused(why)}): ${expression.source}`,
  );
  return { state: 'error', message: text, evidence: [{ message: text }] };
}

/** The outcome of a check that could not be asked at all. */
export function couldNotAsk(check: string, why: string): Outcome {
  const message = messageOf(why);
  return { check, state: 'error', message, evidence: [{ message }] };
}
