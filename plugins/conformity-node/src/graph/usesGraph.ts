import { CompiledStandard } from '../types';

/**
 * Whether a check of these standards asks what other components declare.
 *
 * @public
 */
export function usesGraph(standards: readonly CompiledStandard[]): boolean {
  return standards.some(({ checks }) => checks.some(c => c.needsGraph));
}
