import { Outcome, OutcomeChange } from '@waymark-idp/plugin-conformity-common';
import { StoredOutcome } from '../database/rows';

/**
 * Gives each outcome its since-when, and says what is different.
 *
 * @param at - ISO date-time of the evaluation.
 */
export function compareOutcomes(options: {
  previous: StoredOutcome[];
  outcomes: Outcome[];
  commit?: string;
  at: string;
}): { outcomes: StoredOutcome[]; changes: OutcomeChange[] } {
  const { previous, outcomes, commit, at } = options;
  const before = new Map(previous.map(outcome => [outcome.check, outcome]));
  const stored = outcomes.map(outcome => {
    const old = before.get(outcome.check);
    return { ...outcome, since: old?.state === outcome.state ? old.since : at };
  });
  const after = new Set(outcomes.map(outcome => outcome.check));
  const changes: OutcomeChange[] = [
    ...outcomes
      .filter(outcome => before.get(outcome.check)?.state !== outcome.state)
      .map(outcome => ({
        check: outcome.check,
        from: before.get(outcome.check)?.state,
        to: outcome.state,
        message: outcome.message,
      })),
    ...previous
      .filter(outcome => !after.has(outcome.check))
      .map(outcome => ({
        check: outcome.check,
        from: outcome.state,
        message: 'The check is no longer in force.',
      })),
  ].map(change => ({ ...change, commit, at }));
  return { outcomes: stored, changes };
}
