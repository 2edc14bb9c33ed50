import { SummaryGroup } from '@waymark-idp/plugin-conformity-common';

const LEVELS = ['none', 'bronze', 'silver', 'gold'].map(
  level =>
    `count(*) FILTER (WHERE s.level = '${level}')::int AS level_${level}`,
);

const SUMS = ['passed', 'failed', 'not_applicable', 'waived', 'error'].map(
  state => `sum(s.${state})::int AS ${state}`,
);

const STATES = ['passed', 'failed', 'not-applicable', 'waived', 'error'].map(
  state =>
    `count(*) FILTER (WHERE o->>'state' = '${state}')::int AS ${state.replace(
      '-',
      '_',
    )}`,
);

const COLUMNS: Record<Exclude<SummaryGroup, 'check'>, string> = {
  level: 's.level',
  owner: 's.owner',
  system: 's.system',
};

/** The statement that rolls all evaluated components up. */
export function summarySql(by: SummaryGroup): string {
  if (by === 'check') {
    return `
      SELECT o->>'check' AS key, count(*)::int AS components,
        round(100.0 * count(*) FILTER (WHERE o->>'state' = 'passed')
          / nullif(count(*) FILTER (WHERE o->>'state' IN ('passed', 'failed', 'error')), 0), 1)::real AS score,
        ${[...STATES, ...LEVELS].join(', ')}
      FROM component_state s, jsonb_array_elements(s.outcomes) AS o
      WHERE s.evaluated_at IS NOT NULL
      GROUP BY 1 ORDER BY 1`;
  }
  return `
    SELECT coalesce(${COLUMNS[by]}, 'none') AS key, count(*)::int AS components,
      round(avg(s.score)::numeric, 1)::real AS score, ${[
        ...SUMS,
        ...LEVELS,
      ].join(', ')}
    FROM component_state s
    WHERE s.evaluated_at IS NOT NULL
    GROUP BY 1 ORDER BY 1`;
}
