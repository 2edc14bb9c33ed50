import { Outcome } from '@waymark-idp/plugin-conformity-common';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { evaluate } from '../../evaluate';
import { Change } from './changes';
import { exemplaryService, Fixture } from './exemplaryService';
import { loadShippedStandards } from './loadShippedStandards';

export const { standards, problems } = loadShippedStandards();

export const checks = standards.flatMap(standard => standard.checks);

/** Evaluates everything that ships on a fixture, with all that the portal knows. */
export function evaluateFixture({ entity, files, facts, graph }: Fixture) {
  return evaluate({
    standards,
    entity,
    repository: createSnapshotFromFiles({ files }),
    inputs: { facts, graph, waivers: [] },
    now: new Date('2026-05-01T08:00:00Z'),
  });
}

/** The outcomes by check, after a change of the exemplary service. */
export function outcomesAfter(change: Change): Map<string, Outcome> {
  const fixture = exemplaryService();
  change(fixture);
  const { outcomes } = evaluateFixture(fixture);
  return new Map(outcomes.map(outcome => [outcome.check, outcome]));
}
