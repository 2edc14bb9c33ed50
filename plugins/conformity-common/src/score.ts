import { OutcomeCounts } from './scorecard';
import { Check, CheckLevel, Level, Outcome } from './types';

const LEVELS: readonly CheckLevel[] = ['bronze', 'silver', 'gold'];

/**
 * Score and level of one component.
 *
 * Score: the weight passed over the weight applicable, 0 to 100, one decimal,
 * rounded down, so that 100 means that everything applicable passed. Outcomes
 * `not-applicable` and `waived` count as neither, and so do those of checks that
 * are not enforced yet (`upcoming`); `error` counts as not passed.
 *
 * Level: the highest level up to which every applicable check passed. A level
 * that asks nothing of the component is reached with the one below it.
 *
 * With nothing applicable there is neither score nor level. Outcomes of checks
 * that are not in `checks` are left out.
 *
 * @public
 */
export function scoreOf(
  outcomes: readonly Pick<Outcome, 'check' | 'state' | 'upcoming'>[],
  checks: readonly Weighed[],
): { score?: number; level?: Level } {
  const checkById = byId(checks);
  let applicable = 0;
  let passed = 0;
  let reachable = LEVELS.length;
  for (const { check: id, state, upcoming } of outcomes) {
    const check = checkById.get(id);
    if (
      !check ||
      upcoming ||
      state === 'not-applicable' ||
      state === 'waived'
    ) {
      continue;
    }
    applicable += check.weight;
    if (state === 'passed') {
      passed += check.weight;
    } else {
      reachable = Math.min(reachable, LEVELS.indexOf(check.level));
    }
  }
  if (applicable === 0) {
    return {};
  }
  return {
    score: Math.floor((passed * 1000) / applicable) / 10,
    level: reachable === 0 ? 'none' : LEVELS[reachable - 1],
  };
}

type Weighed = Pick<Check, 'id' | 'level' | 'weight'>;

const known = new WeakMap<readonly Weighed[], Map<string, Weighed>>();

/** A fleet is asked one list of checks, which is put in order once. */
function byId(checks: readonly Weighed[]): Map<string, Weighed> {
  let map = known.get(checks);
  if (!map) {
    map = new Map(checks.map(check => [check.id, check]));
    known.set(checks, map);
  }
  return map;
}

/**
 * How many outcomes are in which state, those not enforced yet left out.
 *
 * @public
 */
export function countOutcomes(
  outcomes: readonly Pick<Outcome, 'state' | 'upcoming'>[],
): OutcomeCounts {
  const counts: OutcomeCounts = {
    passed: 0,
    failed: 0,
    'not-applicable': 0,
    waived: 0,
    error: 0,
  };
  for (const { state, upcoming } of outcomes) {
    if (!upcoming) {
      counts[state] += 1;
    }
  }
  return counts;
}
