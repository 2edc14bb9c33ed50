import { Outcome, OutcomeState } from '@waymark-idp/plugin-conformity-common';
import fc from 'fast-check';
import { compareOutcomes } from './compareOutcomes';

const STATES: OutcomeState[] = [
  'passed',
  'failed',
  'not-applicable',
  'waived',
  'error',
];

const outcomes = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...STATES))
  .map(states =>
    Object.entries(states).map(
      ([check, state]): Outcome => ({
        check,
        state,
        message: state,
        evidence: [],
      }),
    ),
  );

const stateOf = (list: Outcome[], check: string) =>
  list.find(outcome => outcome.check === check)?.state;

describe('compareOutcomes', () => {
  it('has exactly the changes that lead from the one to the other', () => {
    fc.assert(
      fc.property(outcomes, outcomes, (before, after) => {
        const previous = before.map(outcome => ({ ...outcome, since: 'then' }));
        const result = compareOutcomes({
          previous,
          outcomes: after,
          at: 'now',
        });
        const states = new Map(before.map(item => [item.check, item.state]));
        for (const { check, from, to } of result.changes) {
          expect(from).toBe(states.get(check));
          expect(to).not.toBe(from);
          if (to) {
            states.set(check, to);
          } else {
            states.delete(check);
          }
        }
        expect(states).toEqual(
          new Map(after.map(item => [item.check, item.state])),
        );
        for (const { check, state, since } of result.outcomes) {
          expect(since).toBe(stateOf(before, check) === state ? 'then' : 'now');
        }
      }),
    );
  });

  it('has no changes where nothing is different', () => {
    fc.assert(
      fc.property(outcomes, first => {
        const previous = first.map(outcome => ({ ...outcome, since: 'then' }));
        expect(
          compareOutcomes({ previous, outcomes: first, at: 'now' }),
        ).toEqual({ outcomes: previous, changes: [] });
      }),
    );
  });
});
