import {
  HeatmapCell,
  ListScoresRequest,
  NextStep,
  ScoreSummary,
  SummaryGroup,
  SummaryRow,
  TrendChange,
  TrendPoint,
  TrendRequest,
} from '@waymark-idp/plugin-conformity-common';
import { FleetService } from '../service/FleetService';
import { TrendService } from '../service/TrendService';
import { allPages, Asked, Export, inFileName, later } from './Export';

const COUNTS = [
  'passed',
  'failed',
  'not-applicable',
  'waived',
  'error',
] as const;
const LEVELS = ['none', 'bronze', 'silver', 'gold'] as const;

/** All components, as filtered and sorted. */
export function exportScores(
  fleet: FleetService,
  request: Omit<ListScoresRequest, 'limit' | 'cursor'>,
  asked: Asked,
): Export<ScoreSummary> {
  return {
    name: 'scores',
    columns: [
      ...['component', 'title', 'owner', 'system', 'status'],
      ...['score', 'level', ...COUNTS, 'evaluatedAt', 'staleSince'],
    ],
    rowOf: item => [
      ...[item.entityRef, item.title, item.owner, item.system, item.status],
      ...[item.score, item.level, ...COUNTS.map(c => item.counts[c])],
      ...[item.evaluatedAt, item.stale?.since],
    ],
    items: allPages(page => fleet.list({ ...request, ...page }, asked)),
  };
}

/** All components, rolled up. */
export function exportSummary(
  fleet: FleetService,
  by: SummaryGroup,
  asked: Asked,
): Export<SummaryRow> {
  return {
    name: `summary-by-${by}`,
    columns: [by, 'title', 'components', 'score', ...COUNTS, ...LEVELS],
    rowOf: item => [
      ...[item.key, item.title, item.components, item.score],
      ...COUNTS.map(state => item.counts[state]),
      ...LEVELS.map(level => item.levels[level]),
    ],
    items: later(() => fleet.summary(by, asked)),
  };
}

/** Each owner against each standard. */
export function exportHeatmap(
  fleet: FleetService,
  asked: Asked,
): Export<HeatmapCell & { owner: string }> {
  async function* items() {
    const rows = allPages(page => fleet.heatmap(page, asked));
    for await (const { owner, cells } of rows) {
      yield* cells.map(cell => ({ owner, ...cell }));
    }
  }
  return {
    name: 'owners-by-standards',
    columns: ['owner', 'standard', 'components', 'passed', 'answered'],
    rowOf: item => [
      ...[item.owner, item.standard, item.components],
      ...[item.passed, item.answered],
    ],
    items: items(),
  };
}

/** A group day by day; a day from which it is not what it was says so. */
export function exportTrend(
  trends: TrendService,
  request: TrendRequest,
  asked: Asked,
): Export<TrendPoint & { change?: TrendChange }> {
  return {
    name: inFileName(
      ['trend', request.by, request.key].filter(Boolean).join('-'),
    ),
    columns: [
      ...['day', 'components', 'score', ...COUNTS, ...LEVELS],
      ...['meanBefore', 'meanFromThen', 'pValue'],
    ],
    rowOf: ({ change, ...point }) => [
      ...[point.day, point.components, point.score],
      ...COUNTS.map(state => point.counts[state]),
      ...LEVELS.map(level => point.levels[level]),
      ...[change?.before, change?.after, change?.pValue],
    ],
    items: later(async () => {
      const { points, changes } = await trends.trend(request, asked);
      return points.map(point => {
        const change = changes.find(({ day }) => day === point.day);
        return { ...point, ...(change && { change }) };
      });
    }),
  };
}

/** What a group should do next, in the order worth doing. */
export function exportNextSteps(
  fleet: FleetService,
  owner: string,
  asked: Asked,
): Export<NextStep> {
  return {
    name: `next-${inFileName(owner)}`,
    columns: [
      ...['check', 'title', 'standard', 'level', 'weight', 'fixable'],
      ...['total', 'gain', 'components', 'why', 'fix'],
    ],
    rowOf: ({ check, standard, ...step }) => [
      ...[check.id, check.title, standard.name, check.level, check.weight],
      ...[check.fixable, step.total, step.gain],
      step.components.map(({ entityRef }) => entityRef).join('\n'),
      ...[check.why, check.fix],
    ],
    items: later(async () => (await fleet.next(owner, asked)).items),
  };
}
