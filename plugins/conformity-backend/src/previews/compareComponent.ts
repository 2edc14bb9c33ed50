import {
  ComponentChange,
  Outcome,
  scoreOf,
} from '@waymark-idp/plugin-conformity-common';
import { KnownOutcomes } from '../database/DatabaseOutcomeStore';
import { ChangedStandards } from './changedStandards';

/** What would become of a component: what is asked as before keeps its stored answer. */
export function compareComponent(options: {
  known: KnownOutcomes;
  changed: ChangedStandards;
  /** Its outcomes of what is asked otherwise. */
  asked: Outcome[];
}): ComponentChange {
  const { known, changed, asked } = options;
  const other = new Set(changed.checks.map(({ check }) => check));
  const after: Pick<Outcome, 'check' | 'state' | 'upcoming'>[] = [
    ...known.outcomes.filter(({ check }) => !other.has(check)),
    ...asked,
  ];
  const was = new Map(known.outcomes.map(({ check, state }) => [check, state]));
  const is = new Map(asked.map(({ check, state }) => [check, state]));
  return {
    entityRef: known.entity_ref,
    ...(known.title && { title: known.title }),
    ...(known.owner && { owner: known.owner }),
    outcomes: [...other].flatMap(check => {
      const from = was.get(check);
      const to = is.get(check);
      return from === to || (!from && to === 'not-applicable')
        ? []
        : [{ check, ...(from && { from }), ...(to && { to }) }];
    }),
    before: {
      score: known.score ?? undefined,
      level: known.level ?? undefined,
    },
    after: scoreOf(
      after,
      changed.loaded.standards.flatMap(({ checks }) => checks),
    ),
  };
}

/** Whether anybody would notice. */
export function isChange({ outcomes, before, after }: ComponentChange) {
  return (
    outcomes.length > 0 ||
    before.score !== after.score ||
    before.level !== after.level
  );
}
