import { Check, Standard } from '@waymark-idp/plugin-conformity-common';
import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';

/** What of a check is told: all but how it is run. */
export function toCheck(check: Check): Check {
  const { id, title, level, weight, why, fix, maps } = check;
  const { since, enforcedFrom, owner, contact, fixable } = check;
  return {
    id,
    title,
    level,
    weight,
    why,
    fix,
    maps,
    ...(since && { since }),
    ...(enforcedFrom && { enforcedFrom }),
    ...(owner && { owner }),
    ...(contact && { contact }),
    ...(fixable && { fixable }),
  };
}

/** What of a standard is told, its checks apart. */
export function toStandardHead(
  standard: CompiledStandard,
): Omit<Standard, 'checks'> {
  const { name, title, description, owner, contact } = standard;
  return { name, title, description, owner, ...(contact && { contact }) };
}

/** What of a standard is told. */
export function toStandard(standard: CompiledStandard): Standard {
  return {
    ...toStandardHead(standard),
    checks: standard.checks.map(toCheck),
  };
}
