import { Check, Standard } from '@waymark-idp/plugin-conformity-common';
import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';

/** What of a check is told: all but how it is run. */
export function toCheck(check: Check): Check {
  const { id, title, level, weight, why, fix, maps } = check;
  return { id, title, level, weight, why, fix, maps };
}

/** What of a standard is told. */
export function toStandard(standard: CompiledStandard): Standard {
  const { name, title, description, owner, checks } = standard;
  return { name, title, description, owner, checks: checks.map(toCheck) };
}
