import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  conformityScorecardReadPermission,
  conformityStandardReadPermission,
  HeatmapCell,
  ListScoresRequest,
  ScorecardCheck,
  ScoreSummary,
  SummaryGroup,
  SummaryRow,
} from '@waymark-idp/plugin-conformity-common';
import { FailingComponent, ScoreStore } from '../database/ScoreStore';
import { Access } from '../service/Access';
import { FleetService } from '../service/FleetService';
import { ScorecardService } from '../service/ScorecardService';
import { StandardService } from '../service/StandardService';
import { Cell } from './csv';

/** What a page shows, whole: as items, and as a table. */
export interface Export<T = any> {
  /** For the file. */
  name: string;
  columns: readonly string[];
  rowOf(item: T): Cell[];
  items: AsyncIterable<T>;
}

/** What the pages show, to take away. Decides nothing itself: see what is asked. */
export interface ExportService {
  scores(
    request: Omit<ListScoresRequest, 'limit' | 'cursor'>,
    options: { credentials: BackstageCredentials },
  ): Export<ScoreSummary>;

  summary(
    by: SummaryGroup,
    options: { credentials: BackstageCredentials },
  ): Export<SummaryRow>;

  /** Each owner against each standard. */
  heatmap(options: {
    credentials: BackstageCredentials;
  }): Export<HeatmapCell & { owner: string }>;

  scorecard(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Export<ScorecardCheck & { standard: string }>;

  /** All components on which a check is failed or error. */
  failing(
    check: string,
    options: { credentials: BackstageCredentials },
  ): Export<FailingComponent>;
}

const PAGE = 1000;
const COUNTS = [
  'passed',
  'failed',
  'not-applicable',
  'waived',
  'error',
] as const;

interface Dependencies {
  access: Access;
  scores: ScoreStore;
  scorecards: ScorecardService;
  fleet: FleetService;
  standards: StandardService;
}

export class DefaultExportService implements ExportService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultExportService {
    return new DefaultExportService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  scores(
    request: Omit<ListScoresRequest, 'limit' | 'cursor'>,
    options: { credentials: BackstageCredentials },
  ): Export<ScoreSummary> {
    const { fleet } = this.#dependencies;
    async function* items() {
      let cursor: string | undefined;
      do {
        const page = await fleet.list(
          { ...request, cursor, limit: PAGE },
          options,
        );
        yield* page.items;
        cursor = page.nextCursor;
      } while (cursor);
    }
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
      items: items(),
    };
  }

  summary(
    by: SummaryGroup,
    options: { credentials: BackstageCredentials },
  ): Export<SummaryRow> {
    const { fleet } = this.#dependencies;
    const levels = ['none', 'bronze', 'silver', 'gold'] as const;
    return {
      name: `summary-by-${by}`,
      columns: [by, 'title', 'components', 'score', ...COUNTS, ...levels],
      rowOf: item => [
        ...[item.key, item.title, item.components, item.score],
        ...COUNTS.map(state => item.counts[state]),
        ...levels.map(level => item.levels[level]),
      ],
      items: later(() => fleet.summary(by, options)),
    };
  }

  heatmap(options: {
    credentials: BackstageCredentials;
  }): Export<HeatmapCell & { owner: string }> {
    const { fleet } = this.#dependencies;
    async function* items() {
      let cursor: string | undefined;
      do {
        const page = await fleet.heatmap({ cursor, limit: PAGE }, options);
        for (const { owner, cells } of page.items) {
          yield* cells.map(cell => ({ owner, ...cell }));
        }
        cursor = page.nextCursor;
      } while (cursor);
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

  scorecard(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Export<ScorecardCheck & { standard: string }> {
    const { scorecards } = this.#dependencies;
    return {
      name: `scorecard-${entityRef.replace(/[^a-z0-9]+/g, '-')}`,
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
        (await scorecards.get(entityRef, options)).standards.flatMap(
          ({ name, checks }) =>
            checks.map(check => ({ standard: name, ...check })),
        ),
      ),
    };
  }

  failing(
    check: string,
    options: { credentials: BackstageCredentials },
  ): Export<FailingComponent> {
    const { access, scores, standards } = this.#dependencies;
    const { credentials } = options;
    async function* items() {
      await access.require(credentials, conformityStandardReadPermission);
      await access.require(credentials, conformityScorecardReadPermission);
      // Says so where there is no such check.
      await standards.check(check, options);
      const { failing } = await scores.check(check, Number.MAX_SAFE_INTEGER);
      for (let at = 0; at < failing.length; at += PAGE) {
        yield* await access.visible(credentials, failing.slice(at, at + PAGE));
      }
    }
    return {
      name: `failing-${check.replace(/[^a-z0-9]+/gi, '-')}`,
      columns: ['component', 'title', 'state', 'message', 'since'],
      rowOf: item => [
        ...[item.entityRef, item.title, item.state, item.message, item.since],
      ],
      items: items(),
    };
  }
}

async function* later<T>(load: () => Promise<T[]>): AsyncGenerator<T> {
  yield* await load();
}
