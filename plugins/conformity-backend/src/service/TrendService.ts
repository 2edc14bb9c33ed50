import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  conformityScorecardReadPermission,
  Trend,
  TrendChange,
  TrendPoint,
  TrendRequest,
} from '@waymark-idp/plugin-conformity-common';
import {
  eDivisive,
  FEWEST_FOR_CHANGE_POINTS,
} from '@waymark-idp/plugin-statistics-common';
import { FleetStore } from '../database/FleetStore';
import { Access } from './Access';

const DEFAULT_DAYS = 90;
// One series gives one answer, whoever asks.
const SEED = 20_260_201;
// A score stays for days; neighbours are alike without anything having changed.
const daysAlike = (days: number) => Math.max(1, Math.round(Math.sqrt(days)));

/** How the fleet, or a group of it, did day by day. Names no component. */
export interface TrendService {
  /** @throws NotAllowedError, InputError without the key of a group. */
  trend(
    request: TrendRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<Trend>;
}

interface Dependencies {
  access: Access;
  fleet: FleetStore;
}

export class DefaultTrendService implements TrendService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultTrendService {
    return new DefaultTrendService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async trend(
    request: TrendRequest,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<Trend> {
    const { access, fleet } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    const { by = 'all', days = DEFAULT_DAYS } = request;
    const key = by === 'all' ? 'all' : request.key;
    if (!key) {
      throw new InputError(
        `A trend by ${by} is of one of them: name it with key=, as the summary by ${by} does.`,
      );
    }
    const points = await fleet.series(by, key, days);
    return { by, key, points, ...changesOf(points) };
  }
}

function changesOf(points: TrendPoint[]): Pick<Trend, 'changes' | 'tooFew'> {
  const scored = points.flatMap(({ day, score }) =>
    score === undefined ? [] : [{ day, score }],
  );
  if (scored.length < FEWEST_FOR_CHANGE_POINTS) {
    return {
      changes: [],
      tooFew: { has: scored.length, needs: FEWEST_FOR_CHANGE_POINTS },
    };
  }
  const values = scored.map(({ score }) => score);
  const found = eDivisive(values, {
    seed: SEED,
    minSize: 3,
    block: scored.length > 30 ? daysAlike(scored.length) : 1,
  });
  const places = found.map(({ index }) => index);
  return {
    changes: found.map(
      ({ index, pValue }, i): TrendChange => ({
        day: scored[index].day,
        before: mean(values.slice(places[i - 1] ?? 0, index)),
        after: mean(values.slice(index, places[i + 1])),
        pValue,
      }),
    ),
  };
}

function mean(values: number[]): number {
  const sum = values.reduce((a, b) => a + b, 0);
  return Math.round((sum * 10) / values.length) / 10;
}
