import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import { CheckPlace } from '../database/FleetStore';

/** Which checks there are, and where they belong. */
export function placesOf(standards: readonly CompiledStandard[]): CheckPlace[] {
  return standards.flatMap(({ name, checks }) =>
    checks.map(({ id, weight }) => ({ check: id, standard: name, weight })),
  );
}
