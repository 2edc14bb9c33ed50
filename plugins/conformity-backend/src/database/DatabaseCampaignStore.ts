import {
  CampaignComponent,
  CampaignDay,
  CampaignInput,
  CampaignState,
  CampaignTeam,
} from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';
import { CampaignRow, CampaignStore, OpenWork } from './CampaignStore';
import { decodeCursor, encodeCursor } from './cursor';
import { statesSql } from './packedOutcomes';
import { Page } from './ScoreStore';
import { decodeTimeCursor, encodeTimeCursor } from './timeCursor';

/**
 * How far every component of the chosen campaigns is. A check without an
 * outcome has not been evaluated yet, so it is open.
 */
const judged = (chosen: string) => `
  judged AS (
    SELECT m.campaign_id, m.entity_ref, s.title, s.owner, s.evaluated_at,
      coalesce(o.open_checks, '{}') AS open_checks,
      CASE WHEN o.open_checks IS NOT NULL THEN 'open' WHEN o.passed > 0 THEN 'done' ELSE 'exempt' END AS state
    FROM campaign c
    JOIN campaign_component m ON m.campaign_id = c.id
    LEFT JOIN component_state s ON s.entity_ref = m.entity_ref
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE found.state = 'passed') AS passed,
        array_agg(k ORDER BY k) FILTER (WHERE coalesce(found.state, 'error') IN ('failed', 'error')) AS open_checks
      FROM unnest(c.checks) AS k
      LEFT JOIN (
        ${statesSql('s.outcomes')}
      ) AS found ON found.check_id = k
      WHERE k = ANY(CAST(:inForce AS text[]))
    ) AS o
    WHERE ${chosen}
  )`;

const PROGRESS = `
  count(*) FILTER (WHERE j.state = 'done')::int AS done,
  count(*) FILTER (WHERE j.state IN ('done', 'open'))::int AS total,
  count(*) FILTER (WHERE j.state = 'exempt')::int AS exempt`;

const RECORD_DAY = (chosen: string) => `
  WITH ${judged(chosen)}
  INSERT INTO campaign_day (campaign_id, day, done, total)
  SELECT c.id, (clock_timestamp() AT TIME ZONE 'UTC')::date,
    count(*) FILTER (WHERE j.state = 'done'), count(*) FILTER (WHERE j.state IN ('done', 'open'))
  FROM campaign c LEFT JOIN judged j ON j.campaign_id = c.id
  WHERE ${chosen}
  GROUP BY c.id
  ON CONFLICT (campaign_id, day) DO UPDATE SET done = excluded.done, total = excluded.total`;

const END = (chosen: string) => `
  WITH ${judged(chosen)}, final AS (
    SELECT c.id, ${PROGRESS} FROM campaign c LEFT JOIN judged j ON j.campaign_id = c.id
    WHERE ${chosen} GROUP BY c.id
  )
  UPDATE campaign c SET state = 'ended', ended_at = clock_timestamp(), ended_by = :endedBy,
    done = final.done, total = final.total, exempt = final.exempt
  FROM final WHERE c.id = final.id AND c.state = 'running'
  RETURNING c.id`;

type Bindings = Record<string, Knex.Value>;

/** {@link CampaignStore} on PostgreSQL. */
export class DatabaseCampaignStore implements CampaignStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseCampaignStore {
    return new DatabaseCampaignStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(id: string, inForce: string[]): Promise<CampaignRow | undefined> {
    const [row] = await this.#campaigns('c.id = :id', { id, inForce });
    return row;
  }

  async list(
    request: { state?: CampaignState; limit: number; cursor?: string },
    inForce: string[],
  ): Promise<Page<CampaignRow>> {
    const { state, limit, cursor } = request;
    const conditions = [
      'true',
      ...(state ? ['state = :state'] : []),
      ...(cursor
        ? ['(created_at, id) < (CAST(:at AS timestamptz), CAST(:id AS uuid))']
        : []),
    ];
    const rows = await this.#campaigns(
      `c.id IN (SELECT id FROM campaign WHERE ${conditions.join(' AND ')}
         ORDER BY created_at DESC, id DESC LIMIT :most)`,
      {
        inForce,
        most: limit + 1,
        ...(state && { state }),
        ...(cursor && { ...decodeTimeCursor(cursor) }),
      },
    );
    const items = rows.slice(0, limit);
    const last = items[items.length - 1];
    return {
      items,
      nextCursor:
        rows.length > limit
          ? encodeTimeCursor({ at: last.cursor_at, id: last.id })
          : undefined,
    };
  }

  async create(campaign: CampaignInput, createdBy: string): Promise<string> {
    const [row] = await this.#rows<{ id: string }>(
      `INSERT INTO campaign (title, description, checks, selection, deadline, owner, state, created_by)
       VALUES (:title, :description, CAST(:checks AS text[]), :selection, :deadline, :owner, 'draft', :createdBy)
       RETURNING id`,
      { ...toBindings(campaign), createdBy },
    );
    return row.id;
  }

  async update(
    id: string,
    campaign: CampaignInput,
    state: CampaignState,
  ): Promise<string | undefined> {
    // Another deadline is another reason to be reminded.
    const [row] = await this.#rows<{ id: string }>(
      `UPDATE campaign SET title = :title, description = :description, checks = CAST(:checks AS text[]),
         selection = :selection, owner = :owner, deadline = :deadline,
         reminded_days = CASE WHEN deadline = :deadline THEN reminded_days END
       WHERE id = :id AND state = :state RETURNING id`,
      { ...toBindings(campaign), id, state },
    );
    return row?.id;
  }

  async start(id: string): Promise<string | undefined> {
    const [row] = await this.#rows<{ id: string }>(
      `UPDATE campaign SET state = 'running', started_at = clock_timestamp()
       WHERE id = :id AND state = 'draft' RETURNING id`,
      { id },
    );
    return row?.id;
  }

  async end(
    id: string,
    endedBy: string,
    inForce: string[],
  ): Promise<string | undefined> {
    const chosen = `c.id = :id AND c.state = 'running'`;
    const [ended] = await this.#endAll(chosen, { id, endedBy, inForce });
    return ended;
  }

  async endOverdue(inForce: string[]): Promise<string[]> {
    const chosen = `c.state = 'running' AND c.deadline <= clock_timestamp()`;
    return await this.#endAll(chosen, { endedBy: null, inForce });
  }

  async setComponents(id: string, entityRefs: string[]): Promise<void> {
    await this.#rows(
      `WITH found AS (SELECT unnest(CAST(:entityRefs AS text[])) AS entity_ref), gone AS (
         DELETE FROM campaign_component m WHERE m.campaign_id = :id
           AND NOT EXISTS (SELECT FROM found WHERE found.entity_ref = m.entity_ref)
       )
       INSERT INTO campaign_component (campaign_id, entity_ref)
       SELECT CAST(:id AS uuid), entity_ref FROM found ON CONFLICT DO NOTHING`,
      { id, entityRefs },
    );
  }

  async recordDay(inForce: string[]): Promise<void> {
    await this.#rows(RECORD_DAY(`c.state = 'running'`), { inForce });
  }

  async running(): Promise<CampaignRow[]> {
    return await this.#campaigns(`c.state = 'running'`, { inForce: [] });
  }

  async days(id: string): Promise<CampaignDay[]> {
    return await this.#rows<CampaignDay>(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, done, total FROM campaign_day
       WHERE campaign_id = :id ORDER BY campaign_day.day`,
      { id },
    );
  }

  async teams(id: string, inForce: string[]): Promise<CampaignTeam[]> {
    const rows = await this.#rows<{
      owner: string | null;
      done: number;
      total: number;
    }>(
      `WITH ${judged('c.id = :id')}
       SELECT j.owner, ${PROGRESS} FROM judged j WHERE j.state <> 'exempt' GROUP BY j.owner
       ORDER BY count(*) FILTER (WHERE j.state = 'open') DESC, j.owner`,
      { id, inForce },
    );
    return rows.map(({ owner, done, total }) => ({
      owner: owner ?? undefined,
      done,
      total,
    }));
  }

  async components(
    id: string,
    request: Parameters<CampaignStore['components']>[1],
    inForce: string[],
  ): Promise<Page<CampaignComponent>> {
    const { state, owner, limit, cursor } = request;
    const conditions = [
      'true',
      ...(state ? ['j.state = :state'] : []),
      ...(owner ? ['j.owner = :owner'] : []),
      ...(cursor ? ['j.entity_ref > :after'] : []),
    ];
    const rows = await this.#rows<any>(
      `WITH ${judged('c.id = :id')}
       SELECT * FROM judged j WHERE ${conditions.join(' AND ')}
       ORDER BY j.entity_ref LIMIT :most`,
      {
        id,
        inForce,
        most: limit + 1,
        ...(state && { state }),
        ...(owner && { owner }),
        ...(cursor && { after: decodeCursor(cursor, ['string'])[0] as string }),
      },
    );
    const items = rows.slice(0, limit).map(
      (row): CampaignComponent => ({
        entityRef: row.entity_ref,
        title: row.title ?? undefined,
        owner: row.owner ?? undefined,
        state: row.state,
        openChecks: row.open_checks,
        evaluatedAt: row.evaluated_at?.toISOString(),
      }),
    );
    return {
      items,
      nextCursor:
        rows.length > limit
          ? encodeCursor([items[items.length - 1].entityRef])
          : undefined,
    };
  }

  async openWork(ids: string[], inForce: string[]): Promise<OpenWork[]> {
    return await this.#rows<OpenWork>(
      `WITH ${judged('c.id = ANY(CAST(:ids AS uuid[]))')}
       SELECT campaign_id AS "campaignId", owner, count(*)::int AS components
       FROM judged WHERE state = 'open' AND owner IS NOT NULL
       GROUP BY campaign_id, owner ORDER BY 1, 2`,
      { ids, inForce },
    );
  }

  async dueReminders(days: number[]) {
    // A campaign that began within the days has only just been announced.
    return await this.#rows<{ id: string; days: number }>(
      `SELECT c.id, due.days FROM campaign c
       CROSS JOIN LATERAL (
         SELECT min(d) AS days FROM unnest(CAST(:days AS int[])) AS d
         WHERE c.deadline <= clock_timestamp() + make_interval(days => d)
           AND c.started_at < c.deadline - make_interval(days => d)
       ) AS due
       WHERE c.state = 'running' AND c.deadline > clock_timestamp() AND due.days IS NOT NULL
         AND (c.reminded_days IS NULL OR c.reminded_days > due.days)`,
      { days },
    );
  }

  async reminded(reminders: { id: string; days: number }[]): Promise<void> {
    await this.#rows(
      `UPDATE campaign c SET reminded_days = r.days
       FROM jsonb_to_recordset(CAST(:reminders AS jsonb)) AS r(id uuid, days int) WHERE c.id = r.id`,
      { reminders: JSON.stringify(reminders) },
    );
  }

  async #campaigns(
    chosen: string,
    bindings: Bindings,
  ): Promise<(CampaignRow & { cursor_at: string })[]> {
    const rows = await this.#rows<any>(
      `WITH ${judged(`${chosen} AND c.state <> 'ended'`)}, progress AS (
         SELECT j.campaign_id, ${PROGRESS} FROM judged j GROUP BY j.campaign_id
       )
       SELECT c.*, c.created_at::text AS cursor_at, coalesce(p.done, c.done) AS now_done,
         coalesce(p.total, c.total) AS now_total, coalesce(p.exempt, c.exempt) AS now_exempt
       FROM campaign c LEFT JOIN progress p ON p.campaign_id = c.id
       WHERE ${chosen} ORDER BY c.created_at DESC, c.id DESC`,
      bindings,
    );
    return rows.map(({ now_done, now_total, now_exempt, ...row }) => ({
      ...row,
      progress: { done: now_done, total: now_total, exempt: now_exempt },
    }));
  }

  /** With the progress of the last day, in one transaction. */
  async #endAll(chosen: string, bindings: Bindings): Promise<string[]> {
    return await this.#knex.transaction(async trx => {
      const { endedBy, ...others } = bindings;
      await trx.raw(RECORD_DAY(chosen), others);
      const { rows } = await trx.raw<{ rows: { id: string }[] }>(END(chosen), {
        ...others,
        endedBy,
      });
      return rows.map(row => row.id);
    });
  }

  async #rows<Row>(sql: string, bindings: Bindings): Promise<Row[]> {
    const { rows } = await this.#knex.raw<{ rows: Row[] }>(sql, bindings);
    return rows;
  }
}

function toBindings(campaign: CampaignInput): Bindings {
  const { title, description, checks, selection, deadline, owner } = campaign;
  return {
    title,
    description,
    checks,
    selection: JSON.stringify(selection),
    deadline: new Date(deadline),
    owner,
  };
}
