import { FactStore } from '../database/FactStore';
import { EvaluationRequests } from '../EvaluationRequests';

// Long enough for a component that CI tells of before the catalog has it.
const ORPHAN_SECONDS = 30 * 24 * 60 * 60;

/**
 * Asks for the evaluation of components whose facts turned stale since they
 * were evaluated, and removes what is about no component.
 */
export async function followStaleFacts(options: {
  facts: FactStore;
  requests: Pick<EvaluationRequests, 'forComponents'>;
}): Promise<string[]> {
  const { facts, requests } = options;
  await facts.removeOrphans(ORPHAN_SECONDS);
  const stale = await facts.turnedStale();
  return stale.length > 0 ? await requests.forComponents(stale) : [];
}
