import { Knex } from 'knex';
import { CHECK_COLUMNS, checksOf, countSql } from './countSql';
import { LOOK_AFTER_SECONDS, WANTED } from './wantedSql';
import { CatalogParent, NoticedComponent, WantedStore } from './WantedStore';

// Always later than what was wanted or evaluated before, even where the clock
// of the database stepped back. Under the row's lock, so no reason is lost.
const LATER = `wanted_at = greatest(
  clock_timestamp(),
  s.wanted_at + interval '1 microsecond',
  s.claimed_at + interval '1 microsecond'
), retry_at = NULL`;

// The sweep comes back every minute; what is enqueued already costs it little.
const MOST_AT_ONCE = 20_000;

/** {@link WantedStore} on PostgreSQL; each method is one statement. */
export class DatabaseWantedStore implements WantedStore {
  readonly #knex: Knex;
  readonly #lookAfter: number;

  static create(options: {
    knex: Knex;
    /** After which time to look whether anything is different. Default 3600. */
    lookAfterSeconds?: number;
  }): DatabaseWantedStore {
    return new DatabaseWantedStore(options);
  }

  private constructor(options: { knex: Knex; lookAfterSeconds?: number }) {
    this.#knex = options.knex;
    this.#lookAfter = options.lookAfterSeconds ?? LOOK_AFTER_SECONDS;
  }

  async notice(trx: Knex, components: NoticedComponent[]): Promise<string[]> {
    return await refs(
      trx,
      `INSERT INTO component_state AS s
         (entity_ref, entity_etag, title, owner, system, type, lifecycle, source_url, wanted_at)
       SELECT n."entityRef", n."entityEtag", n.title, n.owner, n.system, n.type, n.lifecycle,
         n."sourceUrl", clock_timestamp()
       FROM jsonb_to_recordset(CAST(:components AS jsonb)) AS n(
         "entityRef" text, "entityEtag" text, title text, owner text, system text,
         type text, lifecycle text, "sourceUrl" text)
       ORDER BY n."entityRef"
       ON CONFLICT (entity_ref) DO UPDATE SET
         entity_etag = excluded.entity_etag, title = excluded.title, owner = excluded.owner,
         system = excluded.system, type = excluded.type, lifecycle = excluded.lifecycle,
         source_url = excluded.source_url, gone_at = NULL, ${LATER}
       WHERE s.entity_etag <> excluded.entity_etag OR s.gone_at IS NOT NULL
       RETURNING s.entity_ref`,
      { components: JSON.stringify(components) },
    );
  }

  async forgetAbsent(present: string[], before: Date): Promise<string[]> {
    return await refs(
      this.#knex,
      `UPDATE component_state s SET gone_at = clock_timestamp()
       WHERE s.gone_at IS NULL AND s.created_at < :before
         AND NOT EXISTS (SELECT FROM unnest(CAST(:present AS text[])) AS p(ref) WHERE p.ref = s.entity_ref)
       RETURNING s.entity_ref`,
      { present, before },
    );
  }

  async removeGone(seconds: number): Promise<string[]> {
    return await refs(
      this.#knex,
      `WITH removed AS (
         DELETE FROM component_state s
         WHERE s.gone_at < clock_timestamp() - make_interval(secs => :seconds)
         RETURNING s.entity_ref, ${CHECK_COLUMNS.map(c => `s.${c}`).join(', ')}
       ), counted AS (
         ${countSql(checksOf('removed', '-1'))}
       )
       SELECT entity_ref FROM removed`,
      { seconds },
    );
  }

  async setParents(parents: CatalogParent[]): Promise<void> {
    await this.#knex.raw(
      `WITH present AS (
         SELECT DISTINCT * FROM jsonb_to_recordset(CAST(:parents AS jsonb)) AS p(
           "entityRef" text, "parentRef" text)
       ), removed AS (
         DELETE FROM catalog_parent c WHERE NOT EXISTS (
           SELECT FROM present p WHERE p."entityRef" = c.entity_ref AND p."parentRef" = c.parent_ref)
       )
       INSERT INTO catalog_parent (entity_ref, parent_ref)
       SELECT "entityRef", "parentRef" FROM present ON CONFLICT DO NOTHING`,
      { parents: JSON.stringify(parents) },
    );
  }

  async want(trx: Knex, entityRefs: string[]): Promise<string[]> {
    return await later(trx, 'entity_ref = ANY(:entityRefs)', { entityRefs });
  }

  async wantRepository(trx: Knex, repositoryUrl: string): Promise<string[]> {
    const url = repositoryUrl.toLowerCase().replace(/\/+$/, '');
    const escaped = url.replace(/[\\%_]/g, '\\$&');
    return await later(
      trx,
      `(lower(source_url) = :url
        OR lower(source_url) LIKE :path
        OR lower(source_url) LIKE :query)`,
      { url, path: `${escaped}/%`, query: `${escaped}?%` },
    );
  }

  async wantOtherStandards(
    trx: Knex,
    standardsDigest: string,
  ): Promise<string[]> {
    return await later(
      trx,
      `standards_digest <> :standardsDigest AND wanted_at <= evaluated_at AND stale_since IS NULL`,
      { standardsDigest },
    );
  }

  async clock(): Promise<Date> {
    const { rows } = await this.#knex.raw<{ rows: { now: Date }[] }>(
      'SELECT clock_timestamp() AS now',
    );
    return rows[0].now;
  }

  async due(trx: Knex): Promise<string[]> {
    return await refs(
      trx,
      `SELECT s.entity_ref FROM component_state s
       WHERE ${WANTED}
         AND (s.retry_at IS NULL OR s.retry_at <= clock_timestamp())
         AND (s.leased_until IS NULL OR s.leased_until <= clock_timestamp())
       ORDER BY s.wanted_at LIMIT :most`,
      { most: MOST_AT_ONCE, lookAfter: this.#lookAfter },
    );
  }
}

/** Locks in one order, so that two of these never wait for each other. */
export async function later(
  trx: Knex,
  condition: string,
  bindings: Record<string, Knex.Value>,
): Promise<string[]> {
  return await refs(
    trx,
    `WITH chosen AS MATERIALIZED (
       SELECT entity_ref FROM component_state
       WHERE gone_at IS NULL AND ${condition} ORDER BY entity_ref FOR UPDATE
     )
     UPDATE component_state s SET ${LATER}
     FROM chosen WHERE s.entity_ref = chosen.entity_ref
     RETURNING s.entity_ref`,
    bindings,
  );
}

async function refs(
  knex: Knex,
  sql: string,
  bindings: Record<string, Knex.Value>,
): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { entity_ref: string }[] }>(
    sql,
    bindings,
  );
  return rows.map(row => row.entity_ref);
}
