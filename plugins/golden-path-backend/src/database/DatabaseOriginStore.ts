import { OriginState } from '@waymark-idp/plugin-golden-path-common';
import { Knex } from 'knex';
import {
  CheckedOrigin,
  NoticedOrigin,
  Origin,
  OriginFilter,
  OriginStore,
  UnreadOrigin,
} from './OriginStore';

interface OriginRow {
  entity_ref: string;
  entity_etag: string;
  title: string | null;
  owner: string | null;
  source_url: string;
  template_ref: string;
  version: string | null;
  wanted_at: Date;
  checked_at: Date | null;
  commit: string | null;
  question: string | null;
  newest_version: string | null;
  state: OriginState | null;
  problem: string | null;
  unchanged: number;
  changed_here: number;
  deleted_here: number;
  behind: number;
  files: Origin['files'];
}

/** {@link OriginStore} in PostgreSQL. */
export class DatabaseOriginStore implements OriginStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseOriginStore {
    return new DatabaseOriginStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async replaceAll(noticed: NoticedOrigin[]): Promise<void> {
    await this.#knex.raw(
      `WITH noticed AS (
         SELECT * FROM jsonb_to_recordset(:noticed::jsonb) AS n(
           "entityRef" text, "entityEtag" text, title text, owner text,
           "sourceUrl" text, "templateRef" text, version text)
       ), removed AS (
         DELETE FROM component_origin
         WHERE entity_ref NOT IN (SELECT "entityRef" FROM noticed)
       )
       INSERT INTO component_origin AS o (
         entity_ref, entity_etag, title, owner, source_url, template_ref, version, wanted_at)
       SELECT "entityRef", "entityEtag", title, owner, "sourceUrl", "templateRef", version, now()
       FROM noticed
       ON CONFLICT (entity_ref) DO UPDATE SET
         entity_etag = excluded.entity_etag, title = excluded.title, owner = excluded.owner,
         source_url = excluded.source_url, template_ref = excluded.template_ref,
         -- What was read from the answers outweighs what the entity says of them.
         version = CASE WHEN o.state IN ('up-to-date', 'behind') THEN o.version ELSE excluded.version END,
         wanted_at = now(), retry_at = NULL
       WHERE o.entity_etag <> excluded.entity_etag`,
      { noticed: JSON.stringify(noticed) },
    );
  }

  async get(entityRef: string): Promise<Origin | undefined> {
    const row = await this.#rows().where('entity_ref', entityRef).first();
    return row && toOrigin(row);
  }

  async list(
    filter: OriginFilter,
    page: { limit: number; after?: string },
  ): Promise<Origin[]> {
    const query = this.#rows().orderBy('entity_ref').limit(page.limit);
    if (filter.templateRef) {
      query.where('template_ref', filter.templateRef);
    }
    if (filter.owners) {
      query.whereIn('owner', filter.owners);
    }
    if (filter.state) {
      query.where('state', filter.state);
    }
    if (page.after) {
      query.where('entity_ref', '>', page.after);
    }
    return (await query).map(toOrigin);
  }

  async listWanted(limit: number): Promise<{ at: Date; origins: Origin[] }> {
    // The clock first, and the database's: replicas have clocks of their own.
    const { rows: clock } = await this.#knex.raw<{ rows: { at: Date }[] }>(
      'SELECT clock_timestamp() AS at',
    );
    const rows = await this.#rows()
      .whereRaw('(checked_at IS NULL OR wanted_at > checked_at)')
      .whereRaw('(retry_at IS NULL OR retry_at <= now())')
      .orderBy('wanted_at')
      .limit(limit);
    return { at: clock[0].at, origins: rows.map(toOrigin) };
  }

  async want(which: { sourceUrl: string } | { before: Date }): Promise<number> {
    const query = this.#knex('component_origin');
    if ('sourceUrl' in which) {
      const prefix = `${which.sourceUrl.replace(/\/+$/, '')}/`;
      query.whereRaw(`starts_with(lower(source_url) || '/', lower(?))`, [
        prefix,
      ]);
    } else {
      query.where('checked_at', '<', which.before);
    }
    return await query.update({
      wanted_at: this.#knex.fn.now(),
      retry_at: null,
    } as object);
  }

  async wantOtherThan(questions: ReadonlyMap<string, string>): Promise<void> {
    await this.#knex.raw(
      `UPDATE component_origin o SET wanted_at = now()
       FROM jsonb_each_text(:questions::jsonb) AS asked(template_ref, question)
       WHERE o.template_ref = asked.template_ref AND o.wanted_at <= o.checked_at
         AND o.question IS DISTINCT FROM asked.question`,
      { questions: JSON.stringify(Object.fromEntries(questions)) },
    );
  }

  async write(
    checked: readonly CheckedOrigin[],
    unread: readonly UnreadOrigin[],
  ): Promise<void> {
    await this.#knex.raw(
      `UPDATE component_origin o SET
         checked_at = c.at, commit = c.commit, question = c.question,
         version = coalesce(c.version, o.version), newest_version = c."newestVersion",
         state = c.state, problem = c.problem,
         unchanged = coalesce((c.counts->>'unchanged')::int, 0),
         changed_here = coalesce((c.counts->>'changedHere')::int, 0),
         deleted_here = coalesce((c.counts->>'deletedHere')::int, 0),
         behind = coalesce((c.counts->>'behind')::int, 0),
         files = coalesce(c.files, '[]'), failures = 0, retry_at = NULL
       FROM jsonb_to_recordset(:checked::jsonb) AS c(
         "entityRef" text, at timestamptz, commit text, question text, version text,
         "newestVersion" text, state text, problem text, counts jsonb, files jsonb)
       WHERE o.entity_ref = c."entityRef"`,
      { checked: JSON.stringify(checked) },
    );
    // Again in 1, 2, 4, … minutes, at most 6 hours.
    await this.#knex.raw(
      `UPDATE component_origin o SET
         problem = u.problem, failures = o.failures + 1,
         retry_at = now() + least(power(2, o.failures), 360) * interval '1 minute'
       FROM jsonb_to_recordset(:unread::jsonb) AS u("entityRef" text, problem text)
       WHERE o.entity_ref = u."entityRef"`,
      { unread: JSON.stringify(unread) },
    );
  }

  #rows() {
    return this.#knex<OriginRow>('component_origin').select<OriginRow[]>('*');
  }
}

function toOrigin(row: OriginRow): Origin {
  return {
    entityRef: row.entity_ref,
    entityEtag: row.entity_etag,
    title: row.title ?? undefined,
    owner: row.owner ?? undefined,
    sourceUrl: row.source_url,
    templateRef: row.template_ref,
    version: row.version ?? undefined,
    wantedAt: row.wanted_at,
    checkedAt: row.checked_at ?? undefined,
    commit: row.commit ?? undefined,
    question: row.question ?? undefined,
    newestVersion: row.newest_version ?? undefined,
    state: row.state ?? undefined,
    problem: row.problem ?? undefined,
    counts: {
      unchanged: row.unchanged,
      changedHere: row.changed_here,
      deletedHere: row.deleted_here,
      behind: row.behind,
    },
    files: row.files,
  };
}
