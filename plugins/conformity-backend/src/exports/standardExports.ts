import {
  Check,
  ComponentChange,
  OutcomeChange,
  OutcomeCounts,
  ScorecardCheck,
  StandardsPreviewRequest,
} from '@waymark-idp/plugin-conformity-common';
import { FailingComponent } from '../database/ScoreStore';
import { StandardsPreviewService } from '../previews/StandardsPreviewService';
import { FleetService } from '../service/FleetService';
import { ScorecardService } from '../service/ScorecardService';
import { StandardService } from '../service/StandardService';
import { allPages, Asked, Export, inFileName, later } from './Export';

/** All checks in force, whose they are, and how the components do. */
export function exportStandards(
  services: { standards: StandardService; fleet: FleetService },
  asked: Asked,
): Export<Check & { standard: string; counts?: OutcomeCounts }> {
  return {
    name: 'standards',
    columns: [
      ...['standard', 'check', 'title', 'level', 'weight', 'owner', 'since'],
      ...['enforcedFrom', 'passed', 'failed', 'error', 'waived'],
      ...['not-applicable', 'fixable', 'why', 'fix', 'maps', 'contact'],
    ],
    rowOf: ({ counts, ...check }) => [
      ...[check.standard, check.id, check.title, check.level, check.weight],
      ...[check.owner, check.since, check.enforcedFrom],
      ...[counts?.passed, counts?.failed, counts?.error, counts?.waived],
      ...[counts?.['not-applicable'], check.fixable, check.why, check.fix],
      ...[check.maps.join(' '), check.contact],
    ],
    items: later(async () => {
      const [{ standards }, summary] = await Promise.all([
        services.standards.list(asked),
        services.fleet.summary('check', asked),
      ]);
      const counts = new Map(summary.map(row => [row.key, row.counts]));
      return standards.flatMap(({ name, owner, contact, checks }) =>
        checks.map(check => ({
          standard: name,
          owner,
          contact,
          ...check,
          counts: counts.get(check.id),
        })),
      );
    }),
  };
}

/** All components on which a check is failed or error. */
export function exportFailing(
  standards: StandardService,
  check: string,
  asked: Asked,
): Export<FailingComponent> {
  return {
    name: `failing-${inFileName(check)}`,
    columns: ['component', 'title', 'state', 'message', 'since'],
    rowOf: item => [
      ...[item.entityRef, item.title, item.state, item.message, item.since],
    ],
    items: standards.failing(check, asked),
  };
}

/** The checks of one component. */
export function exportScorecard(
  scorecards: ScorecardService,
  entityRef: string,
  asked: Asked,
): Export<ScorecardCheck & { standard: string }> {
  return {
    name: `scorecard-${inFileName(entityRef)}`,
    columns: [
      ...['standard', 'check', 'title', 'level', 'weight', 'state', 'since'],
      ...['message', 'evidence', 'why', 'fix', 'maps'],
    ],
    rowOf: ({ outcome, ...check }) => [
      ...[check.standard, check.id, check.title, check.level, check.weight],
      ...[outcome.state, outcome.since, outcome.message],
      outcome.evidence
        .map(({ file, line, message }) =>
          [file && (line ? `${file}:${line}` : file), message]
            .filter(Boolean)
            .join(' '),
        )
        .join('\n'),
      ...[check.why, check.fix, check.maps.join(' ')],
    ],
    items: later(async () =>
      (await scorecards.get(entityRef, asked)).standards.flatMap(
        ({ name, checks }) =>
          checks.map(check => ({ standard: name, ...check })),
      ),
    ),
  };
}

/** When which check of one component changed, newest first. */
export function exportHistory(
  scorecards: ScorecardService,
  entityRef: string,
  asked: Asked,
): Export<OutcomeChange> {
  return {
    name: `history-${inFileName(entityRef)}`,
    columns: ['at', 'check', 'from', 'to', 'message', 'commit'],
    rowOf: ({ at, check, from, to, message, commit }) => [
      ...[at, check, from, to, message, commit],
    ],
    items: allPages(page => scorecards.history(entityRef, page, asked)),
  };
}

type OutcomeOfPreview = Omit<ComponentChange, 'outcomes'> &
  Partial<ComponentChange['outcomes'][number]>;

/**
 * What a change of the standards would do, outcome by outcome, the largest loss
 * of a component first. One that is only scored otherwise has no outcome.
 */
export function exportStandardsPreview(
  previews: StandardsPreviewService,
  request: StandardsPreviewRequest,
  options: Parameters<StandardsPreviewService['changes']>[1],
): Export<OutcomeOfPreview> {
  return {
    name: 'standards-preview',
    columns: [
      ...['component', 'title', 'owner', 'check', 'from', 'to'],
      ...['scoreBefore', 'scoreAfter', 'levelBefore', 'levelAfter'],
    ],
    rowOf: ({ before, after, ...item }) => [
      ...[item.entityRef, item.title, item.owner, item.check],
      ...[item.from, item.to, before.score, after.score],
      ...[before.level, after.level],
    ],
    items: later(async () => {
      const changes = await previews.changes(request, options);
      return changes.flatMap(({ outcomes, ...change }): OutcomeOfPreview[] =>
        outcomes.length > 0
          ? outcomes.map(outcome => ({ ...change, ...outcome }))
          : [change],
      );
    }),
  };
}
