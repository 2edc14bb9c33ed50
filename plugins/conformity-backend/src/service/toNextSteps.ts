import { NextStep } from '@waymark-idp/plugin-conformity-common';
import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import { FailingCheck } from '../database/FleetStore';

/** What can be fixed at a click first, then what brings most. Checks that are no longer in force are left out. */
export function toNextSteps(
  failing: FailingCheck[],
  standards: readonly CompiledStandard[],
): NextStep[] {
  const byCheck = new Map(failing.map(item => [item.check, item]));
  return standards
    .flatMap(({ name, title, checks }) =>
      checks.flatMap((check): NextStep[] => {
        const found = byCheck.get(check.id);
        if (!found) {
          return [];
        }
        const { id, level, weight, why, fix, fixable } = check;
        return [
          {
            check: { id, title: check.title, level, weight, why, fix, fixable },
            standard: { name, title },
            gain: weight * found.total,
            total: found.total,
            components: found.components,
          },
        ];
      }),
    )
    .sort(
      (a, b) =>
        Number(b.check.fixable !== undefined) -
          Number(a.check.fixable !== undefined) ||
        b.gain - a.gain ||
        (a.check.id < b.check.id ? -1 : 1),
    );
}
