import { SummaryGroup } from '@waymark-idp/plugin-conformity-common';
import { checksOf, STATE_COLUMNS } from './countSql';

/** What daily series are kept of: the groups, and everything. */
export type RollupGroup = SummaryGroup | 'all';

export const ROLLUP_GROUPS: readonly RollupGroup[] = [
  'all',
  'owner',
  'system',
  'domain',
  'type',
  'level',
  'standard',
  'check',
];

const STATES = STATE_COLUMNS;
const LEVELS = ['none', 'bronze', 'silver', 'gold'];

/** The columns of a group after its `key`, in the order of every statement here. */
export const GROUP_COLUMNS = [
  'components',
  'scored',
  'score_sum',
  ...STATES,
  ...LEVELS.map(level => `level_${level}`),
];

/** Of a row `s`: it has outcomes, and the caller may see it. */
export function isCounted(scoped: boolean): string {
  return `s.evaluated_at IS NOT NULL AND s.gone_at IS NULL${
    scoped ? ' AND s.entity_ref = ANY(:scope)' : ''
  }`;
}

/** Groups and all groups above them; cycles end by themselves. */
export const ABOVE = `
  WITH RECURSIVE above(entity_ref, key) AS (
    SELECT DISTINCT s.owner, s.owner FROM component_state s WHERE s.owner IS NOT NULL
    UNION
    SELECT above.entity_ref, p.parent_ref
    FROM above JOIN catalog_parent p ON p.entity_ref = above.key
  )`;

/** A group, as `:group`, and all groups below it. */
export const BELOW = `
  WITH RECURSIVE below(entity_ref) AS (
    SELECT CAST(:group AS text)
    UNION
    SELECT p.entity_ref FROM below JOIN catalog_parent p ON p.parent_ref = below.entity_ref
  )`;

/**
 * The statement that rolls the evaluated components up: `key` and
 * {@link GROUP_COLUMNS}.
 *
 * @param scoped - Only components among `:scope`.
 *
 * By check and by standard it takes `:checks` and `:standards`, two lists that
 * align: which check belongs to which standard.
 */
export function groupSql(by: RollupGroup, scoped: boolean): string {
  switch (by) {
    case 'all':
      return byColumn(`'all'`, scoped);
    case 'owner':
      return `
        ${ABOVE}, own AS (${byColumn('s.owner', scoped)})
        SELECT coalesce(above.key, own.key) AS key, ${GROUP_COLUMNS.map(
          column => `sum(own.${column})::${type(column)} AS ${column}`,
        ).join(', ')}
        FROM own LEFT JOIN above ON above.entity_ref = own.key
        GROUP BY 1`;
    case 'domain':
      return `
        WITH own AS (${byColumn('s.system', scoped)})
        SELECT coalesce(p.parent_ref, 'none') AS key, ${GROUP_COLUMNS.map(
          column => `sum(own.${column})::${type(column)} AS ${column}`,
        ).join(', ')}
        FROM own LEFT JOIN catalog_parent p ON p.entity_ref = own.key
        GROUP BY 1`;
    case 'check':
      return `
        WITH counted AS (${countedSql(scoped)})
        SELECT check_id AS key, ${ofChecks('sum(n)::int')}
        FROM counted GROUP BY check_id HAVING sum(n) > 0`;
    case 'standard':
      return `
        WITH counted AS (${countedSql(scoped)}), place AS (
          SELECT * FROM unnest(CAST(:checks AS text[]), CAST(:standards AS text[])) AS p(check_id, standard)
        ), reach AS (
          SELECT standard, count(*)::int AS components
          FROM component_state s, unnest(s.standards) AS standard
          WHERE ${isCounted(scoped)} GROUP BY standard
        )
        SELECT place.standard AS key, ${ofChecks(
          'coalesce(max(reach.components), 0)',
        )}
        FROM counted JOIN place USING (check_id) LEFT JOIN reach ON reach.standard = place.standard
        GROUP BY place.standard`;
    default:
      return byColumn(`s.${by}`, scoped);
  }
}

function byColumn(key: string, scoped: boolean): string {
  const columns = [
    'count(*)::int AS components',
    'count(s.score)::int AS scored',
    'coalesce(sum(s.score::float8), 0) AS score_sum',
    ...STATES.map(state => `sum(s.${state})::int AS ${state}`),
    ...LEVELS.map(
      level =>
        `count(*) FILTER (WHERE s.level = '${level}')::int AS level_${level}`,
    ),
  ];
  return `
    SELECT coalesce(${key}, 'none') AS key, ${columns.join(', ')}
    FROM component_state s WHERE ${isCounted(scoped)}
    GROUP BY 1`;
}

/**
 * Components per check and state. Over everything they are counted already, up
 * to those that are gone; for a part of it they are counted now.
 */
function countedSql(scoped: boolean): string {
  return scoped
    ? checksOf('s', '1', { table: 'component_state s', where: isCounted(true) })
    : `SELECT check_id, state, components AS n FROM outcome_count
       UNION ALL ${checksOf('s', '-1', {
         table: 'component_state s',
         where: 's.gone_at IS NOT NULL',
       })}`;
}

/** A level belongs to a component: checks and standards have none to count. */
function ofChecks(components: string): string {
  const inState = (...states: string[]) =>
    `coalesce(sum(n) FILTER (WHERE state IN (${states
      .map(state => `'${state}'`)
      .join(', ')})), 0)::int`;
  return [
    `${components} AS components`,
    `${inState('passed', 'failed', 'error')} AS scored`,
    `100.0::float8 * ${inState('passed')} AS score_sum`,
    ...STATES.map(state => `${inState(state.replace('_', '-'))} AS ${state}`),
    ...LEVELS.map(level => `0 AS level_${level}`),
  ].join(', ');
}

function type(column: string): string {
  return column === 'score_sum' ? 'float8' : 'int';
}
