import { Evidence } from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';
import { Page } from './ScoreStore';
import { decodeTimeCursor, encodeTimeCursor } from './timeCursor';
import { unpackOutcomes } from './packedOutcomes';
import { StoredOutcome } from './rows';
import { toJsonb } from './toJsonb';
import {
  AskedInRepository,
  NewWaiver,
  WaiverDecision,
  WaiverRow,
  WaiverStore,
} from './WaiverStore';

const OPEN = `state IN ('requested', 'approved')`;

/** Why a request of a repository ended that is no longer in its file. */
const WITHDRAWN = 'No longer asked for in .waymark/waivers.yaml.';

const STATE = `CASE WHEN w.${OPEN} AND w.expires_at <= clock_timestamp() THEN 'expired' ELSE w.state END`;

const WAIVERS = `
  SELECT w.id, w.entity_ref, w.check_id, w.reason, ${STATE} AS state, w.expires_at, w.requested_by,
    w.requested_at, w.source, w.decided_by, w.decided_at, w.decision,
    s.title AS component_title, s.owner, s.source_url, s.commit,
    coalesce(s.outcomes, '[]') AS outcomes
  FROM waiver w LEFT JOIN component_state s ON s.entity_ref = w.entity_ref`;

const ASKED = `
  WITH asked AS (
    SELECT a.* FROM jsonb_to_recordset(CAST(:asked AS jsonb)) AS a(
      "entityRef" text, attempt int, "requestedBy" text, complete boolean, requests jsonb, problems jsonb)
    -- A late attempt read something older.
    JOIN component_state s ON s.entity_ref = a."entityRef" AND s.attempt = a.attempt
  ), item AS (
    SELECT a."entityRef", a."requestedBy", q.* FROM asked a, jsonb_to_recordset(a.requests) AS q(
      "check" text, reason text, "expiresAt" timestamptz, valid boolean)
  )`;

/** With all outcomes of the component. */
interface FoundRow extends Omit<WaiverRow, 'outcome'> {
  outcomes: StoredOutcome[];
}

/** {@link WaiverStore} on PostgreSQL. */
export class DatabaseWaiverStore implements WaiverStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseWaiverStore {
    return new DatabaseWaiverStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(id: string): Promise<WaiverRow | undefined> {
    const [row] = await this.#rows<FoundRow>(`${WAIVERS} WHERE w.id = :id`, {
      id,
    });
    return row && toWaiverRow(row);
  }

  async list(
    request: Parameters<WaiverStore['list']>[0],
  ): Promise<Page<WaiverRow>> {
    const { state, entityRef, check, checks, cursor, limit } = request;
    const { notRequestedBy } = request;
    const conditions = [
      ...(state ? [`${STATE} = :state`] : []),
      ...(entityRef ? ['w.entity_ref = :entityRef'] : []),
      ...(check ? ['w.check_id = :check'] : []),
      ...(checks ? ['w.check_id = ANY(:checks)'] : []),
      ...(notRequestedBy ? ['w.requested_by <> ALL(:notRequestedBy)'] : []),
      ...(cursor
        ? [
            '(w.requested_at, w.id) < (CAST(:at AS timestamptz), CAST(:id AS uuid))',
          ]
        : []),
    ];
    const rows = await this.#rows<FoundRow & { cursor_at: string }>(
      `SELECT listed.*, listed.requested_at::text AS cursor_at FROM (
         ${WAIVERS}
         ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
         ORDER BY w.requested_at DESC, w.id DESC LIMIT :most
       ) AS listed ORDER BY requested_at DESC, id DESC`,
      {
        most: limit + 1,
        ...(state && { state }),
        ...(entityRef && { entityRef }),
        ...(check && { check }),
        ...(checks && { checks }),
        ...(notRequestedBy && { notRequestedBy }),
        ...(cursor && { ...decodeTimeCursor(cursor) }),
      },
    );
    const items = rows.slice(0, limit);
    const last = items[items.length - 1];
    return {
      items: items.map(toWaiverRow),
      nextCursor:
        rows.length > limit
          ? encodeTimeCursor({ at: last.cursor_at, id: last.id })
          : undefined,
    };
  }

  async request(waiver: NewWaiver): Promise<string | undefined> {
    return await this.#knex.transaction(async trx => {
      // What is past its time must not stand in the way until the next sweep.
      await expire(trx, 'AND entity_ref = :entityRef AND check_id = :check', {
        entityRef: waiver.entityRef,
        check: waiver.check,
      });
      const { rows } = await trx.raw<{ rows: { id: string }[] }>(
        `INSERT INTO waiver (entity_ref, check_id, reason, state, expires_at, requested_by, source)
         VALUES (:entityRef, :check, :reason, 'requested', :expiresAt, :requestedBy, 'portal')
         ON CONFLICT (entity_ref, check_id) WHERE ${OPEN} DO NOTHING
         RETURNING id`,
        { ...waiver },
      );
      return rows[0]?.id;
    });
  }

  async decide(
    id: string,
    { from, to, by, decision }: WaiverDecision,
  ): Promise<string | undefined> {
    const [row] = await this.#rows<{ id: string }>(
      `UPDATE waiver SET state = :to, decided_by = :by, decided_at = clock_timestamp(), decision = :decision,
         effect_pending = (state = 'approved' OR :to = 'approved')
       WHERE id = :id AND state = ANY(:from) AND expires_at > clock_timestamp()
       RETURNING id`,
      { id, from, to, by, decision: decision ?? null },
    );
    return row?.id;
  }

  async takeIn(asked: AskedInRepository[]) {
    const refs = asked.map(({ entityRef }) => entityRef);
    const known = await this.#rows<{ entity_ref: string }>(
      `SELECT entity_ref FROM waiver
       WHERE entity_ref = ANY(:refs) AND source = 'repository' AND ${OPEN}
       UNION SELECT entity_ref FROM waiver_file_problem WHERE entity_ref = ANY(:refs)`,
      { refs },
    );
    const remembered = new Set(known.map(row => row.entity_ref));
    // Most repositories ask for nothing, and did not before.
    const concerned = asked.filter(
      ({ entityRef, requests, problems }) =>
        requests.length > 0 || problems.length > 0 || remembered.has(entityRef),
    );
    if (concerned.length === 0) {
      return { added: [], withdrawn: [] };
    }
    const bindings = { asked: toJsonb(concerned) };
    return await this.#knex.transaction(async trx => {
      const withdrawn = await trx.raw<{ rows: { id: string }[] }>(
        `${ASKED}
         UPDATE waiver w SET state = 'revoked', decided_by = w.requested_by, decided_at = clock_timestamp(),
           decision = :withdrawn, effect_pending = (w.state = 'approved')
         FROM asked a
         WHERE a.complete AND w.entity_ref = a."entityRef" AND w.source = 'repository' AND w.${OPEN}
           AND NOT EXISTS (
             SELECT FROM item i WHERE i."entityRef" = w.entity_ref AND i."check" = w.check_id
               AND i.reason = w.reason AND i."expiresAt" = w.expires_at)
         RETURNING w.id`,
        { ...bindings, withdrawn: WITHDRAWN },
      );
      const added = await trx.raw<{ rows: { id: string }[] }>(
        `${ASKED}
         INSERT INTO waiver (entity_ref, check_id, reason, state, expires_at, requested_by, source)
         SELECT i."entityRef", i."check", i.reason, 'requested', i."expiresAt", i."requestedBy", 'repository'
         FROM item i
         WHERE i.valid AND NOT EXISTS (
           -- What was decided stays decided until something else is asked for.
           SELECT FROM waiver w WHERE w.entity_ref = i."entityRef" AND w.check_id = i."check"
             AND w.source = 'repository' AND w.reason = i.reason AND w.expires_at = i."expiresAt"
             AND w.decision IS DISTINCT FROM :withdrawn)
         ON CONFLICT (entity_ref, check_id) WHERE ${OPEN} DO NOTHING
         RETURNING id`,
        { ...bindings, withdrawn: WITHDRAWN },
      );
      await trx.raw(
        `${ASKED}, cleared AS (
           DELETE FROM waiver_file_problem p USING asked a
           WHERE p.entity_ref = a."entityRef" AND jsonb_array_length(a.problems) = 0
         )
         INSERT INTO waiver_file_problem (entity_ref, problems)
         SELECT a."entityRef", a.problems FROM asked a
         WHERE jsonb_array_length(a.problems) > 0
         ON CONFLICT (entity_ref) DO UPDATE SET problems = excluded.problems`,
        bindings,
      );
      return {
        added: added.rows.map(row => row.id),
        withdrawn: withdrawn.rows.map(row => row.id),
      };
    });
  }

  async fileProblems(entityRef: string): Promise<Evidence[]> {
    const row = await this.#knex('waiver_file_problem')
      .where({ entity_ref: entityRef })
      .first('problems');
    return row?.problems ?? [];
  }

  async expire(): Promise<string[]> {
    return await expire(this.#knex);
  }

  async pendingEffects() {
    const rows = await this.#rows<{ id: string; entity_ref: string }>(
      'SELECT id, entity_ref FROM waiver WHERE effect_pending',
    );
    return {
      ids: rows.map(row => row.id),
      entityRefs: [...new Set(rows.map(row => row.entity_ref))],
    };
  }

  async effectsWanted(ids: string[]): Promise<void> {
    await this.#rows(
      'UPDATE waiver SET effect_pending = false WHERE id = ANY(CAST(:ids AS uuid[]))',
      { ids },
    );
  }

  async dueReminders(days: number[]) {
    // A term that began within the days has only just been decided.
    return await this.#rows<WaiverRow & { days: number }>(
      `SELECT found.*, due.days FROM (${WAIVERS} WHERE w.state = 'approved' AND w.expires_at > clock_timestamp()) AS found
       JOIN waiver w ON w.id = found.id
       CROSS JOIN LATERAL (
         SELECT min(d) AS days FROM unnest(CAST(:days AS int[])) AS d
         WHERE w.expires_at <= clock_timestamp() + make_interval(days => d)
           AND w.decided_at < w.expires_at - make_interval(days => d)
       ) AS due
       WHERE due.days IS NOT NULL AND (w.reminded_days IS NULL OR w.reminded_days > due.days)
       ORDER BY w.expires_at`,
      { days },
    );
  }

  async reminded(reminders: { id: string; days: number }[]): Promise<void> {
    await this.#rows(
      `UPDATE waiver w SET reminded_days = r.days
       FROM jsonb_to_recordset(CAST(:reminders AS jsonb)) AS r(id uuid, days int) WHERE w.id = r.id`,
      { reminders: JSON.stringify(reminders) },
    );
  }

  async inForce(entityRefs: string[], now: Date): Promise<WaiverRow[]> {
    return await this.#rows<WaiverRow>(
      `SELECT w.* FROM waiver w
       WHERE w.entity_ref = ANY(:entityRefs) AND w.state = 'approved' AND w.expires_at > :now
       ORDER BY w.entity_ref, w.check_id`,
      { entityRefs, now },
    );
  }

  async #rows<Row>(
    sql: string,
    bindings: Record<string, Knex.Value> = {},
  ): Promise<Row[]> {
    const { rows } = await this.#knex.raw<{ rows: Row[] }>(sql, bindings);
    return rows;
  }
}

function toWaiverRow({ outcomes, ...row }: FoundRow): WaiverRow {
  const outcome = unpackOutcomes({ outcomes }).outcomes.find(
    ({ check }) => check === row.check_id,
  );
  return { ...row, outcome: outcome ?? null };
}

async function expire(
  knex: Knex,
  condition = '',
  bindings: Record<string, Knex.Value> = {},
): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { id: string; was: string }[] }>(
    `UPDATE waiver w SET state = 'expired', effect_pending = (old.state = 'approved')
     FROM (SELECT id, state FROM waiver WHERE ${OPEN} AND expires_at <= clock_timestamp() ${condition}
       ORDER BY id FOR UPDATE) AS old
     WHERE w.id = old.id
     RETURNING w.id, old.state AS was`,
    bindings,
  );
  return rows.filter(row => row.was === 'approved').map(row => row.id);
}
