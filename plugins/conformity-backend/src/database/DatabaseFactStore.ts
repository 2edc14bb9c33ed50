import { JsonObject } from '@backstage/types';
import { createHash } from 'crypto';
import { Knex } from 'knex';
import { CollectorCount, FactStore, NewFact, StoredFact } from './FactStore';

interface FactRow {
  entity_ref: string;
  collector: string;
  values: JsonObject;
  digest: string;
  collected_at: Date;
  stale_at: Date | null;
  source: string;
  commit: string | null;
}

/** {@link FactStore} on PostgreSQL; each method is one statement. */
export class DatabaseFactStore implements FactStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseFactStore {
    return new DatabaseFactStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async put(facts: NewFact[]): Promise<string[]> {
    const { rows } = await this.#knex.raw<{
      rows: { entity_ref: string; touched: boolean }[];
    }>(
      // In one order, so that two of these never wait for each other. Counting
      // what is known makes it be read before it is overwritten.
      `WITH told AS MATERIALIZED (
         SELECT * FROM jsonb_to_recordset(CAST(:facts AS jsonb)) AS t(
           entity_ref text, collector text, "values" jsonb, digest text,
           collected_at timestamptz, stale_at timestamptz, source text, commit text)
       ), known AS MATERIALIZED (
         SELECT f.entity_ref, f.collector, f.digest, f.stale_at, f.collected_at
         FROM component_fact f JOIN told USING (entity_ref, collector)
         ORDER BY f.entity_ref, f.collector FOR UPDATE OF f
       ), stored AS (
         INSERT INTO component_fact AS f
           (entity_ref, collector, "values", digest, collected_at, stale_at, source, commit, received_at)
         SELECT entity_ref, collector, "values", digest, collected_at, stale_at, source, commit, clock_timestamp()
         FROM told WHERE (SELECT count(*) FROM known) >= 0
         ORDER BY entity_ref, collector
         ON CONFLICT (entity_ref, collector) DO UPDATE SET
           "values" = excluded."values", digest = excluded.digest,
           collected_at = excluded.collected_at, stale_at = excluded.stale_at,
           source = excluded.source, commit = excluded.commit, received_at = excluded.received_at
         WHERE f.collected_at <= excluded.collected_at
         RETURNING f.entity_ref, f.collector, f.digest
       )
       SELECT DISTINCT s.entity_ref FROM stored s LEFT JOIN known k USING (entity_ref, collector)
       WHERE k.entity_ref IS NULL OR k.digest <> s.digest OR k.stale_at <= clock_timestamp()
       ORDER BY 1`,
      { facts: JSON.stringify(facts.map(toRow)) },
    );
    return rows.map(row => row.entity_ref);
  }

  async load(entityRefs: string[]): Promise<StoredFact[]> {
    const { rows } = await this.#knex.raw<{ rows: FactRow[] }>(
      `SELECT entity_ref, collector, "values", digest, collected_at, stale_at, source, commit
       FROM component_fact WHERE entity_ref = ANY(?) ORDER BY entity_ref, collector`,
      [entityRefs],
    );
    return rows.map(row => ({
      entityRef: row.entity_ref,
      collector: row.collector,
      values: row.values,
      digest: row.digest,
      collectedAt: row.collected_at.toISOString(),
      source: row.source,
      ...(row.stale_at && { staleAt: row.stale_at.toISOString() }),
      ...(row.commit !== null && { commit: row.commit }),
    }));
  }

  async counts(): Promise<CollectorCount[]> {
    const { rows } = await this.#knex.raw<{ rows: CollectorCount[] }>(
      `SELECT collector,
         count(*) FILTER (WHERE stale_at IS NULL OR stale_at > clock_timestamp())::int AS fresh,
         count(*) FILTER (WHERE stale_at <= clock_timestamp())::int AS stale
       FROM component_fact GROUP BY collector ORDER BY collector`,
    );
    return rows;
  }

  async turnedStale(): Promise<string[]> {
    const { rows } = await this.#knex.raw<{ rows: { entity_ref: string }[] }>(
      `SELECT DISTINCT s.entity_ref
       FROM component_fact f JOIN component_state s USING (entity_ref)
       WHERE f.stale_at <= clock_timestamp()
         AND s.evaluated_at < f.stale_at AND s.wanted_at <= s.evaluated_at
       ORDER BY 1`,
    );
    return rows.map(row => row.entity_ref);
  }

  async removeOrphans(seconds: number): Promise<number> {
    const { rowCount } = await this.#knex.raw<{ rowCount: number }>(
      `DELETE FROM component_fact f
       WHERE f.received_at < clock_timestamp() - make_interval(secs => ?)
         AND NOT EXISTS (SELECT FROM component_state s WHERE s.entity_ref = f.entity_ref)`,
      [seconds],
    );
    return rowCount;
  }
}

function toRow(fact: NewFact) {
  return {
    entity_ref: fact.entityRef,
    collector: fact.collector,
    values: fact.values,
    digest: createHash('sha256').update(canonical(fact.values)).digest('hex'),
    collected_at: fact.collectedAt.toISOString(),
    stale_at: fact.staleAt?.toISOString(),
    source: fact.source,
    commit: fact.commit,
  };
}

/** JSON with its keys in order: whoever writes them in another says the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : item,
  );
}
