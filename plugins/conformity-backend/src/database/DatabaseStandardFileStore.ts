import { createHash } from 'crypto';
import { Knex } from 'knex';
import { GoodFile, StandardFileStore } from './StandardFileStore';

interface Row {
  source: string;
  path: string;
  content: string;
  loaded_at: Date;
}

/** {@link StandardFileStore} on PostgreSQL; each method is one statement. */
export class DatabaseStandardFileStore implements StandardFileStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseStandardFileStore {
    return new DatabaseStandardFileStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async load(sources: string[]): Promise<GoodFile[]> {
    const { rows } = await this.#knex.raw<{ rows: Row[] }>(
      `SELECT source, path, content, loaded_at FROM standard_file
       WHERE source = ANY(?) ORDER BY source, path`,
      [sources],
    );
    return rows.map(({ source, path, content, loaded_at }) => ({
      source,
      path,
      content,
      loadedAt: loaded_at,
    }));
  }

  async keep(
    good: Omit<GoodFile, 'loadedAt'>[],
    present: { source: string; path: string }[],
    sources: string[],
  ): Promise<void> {
    const files = good.map(({ source, path, content }) => ({
      source,
      path,
      content,
      digest: createHash('sha256').update(content).digest('hex'),
    }));
    await this.#knex.raw(
      `WITH kept AS (
         INSERT INTO standard_file AS f (source, path, content, digest, loaded_at)
         SELECT source, path, content, digest, clock_timestamp()
         FROM jsonb_to_recordset(CAST(:files AS jsonb)) AS g(source text, path text, content text, digest text)
         ORDER BY source, path
         ON CONFLICT (source, path) DO UPDATE SET
           content = excluded.content, digest = excluded.digest, loaded_at = excluded.loaded_at
         WHERE f.digest <> excluded.digest
       )
       DELETE FROM standard_file f
       WHERE f.source = ANY(:sources)
         AND NOT EXISTS (
           SELECT FROM jsonb_to_recordset(CAST(:present AS jsonb)) AS p(source text, path text)
           WHERE p.source = f.source AND p.path = f.path)`,
      {
        files: JSON.stringify(files),
        present: JSON.stringify(
          present.map(({ source, path }) => ({ source, path })),
        ),
        sources,
      },
    );
  }

  async note(digest: string): Promise<{ previous?: string } | undefined> {
    const { rows } = await this.#knex.raw<{
      rows: { previous: string | null }[];
    }>(
      `WITH before AS MATERIALIZED (
         SELECT digest FROM standards_in_force WHERE id = 1 FOR UPDATE
       ), noted AS (
         INSERT INTO standards_in_force AS s (id, digest, changed_at)
         SELECT 1, :digest, clock_timestamp() WHERE (SELECT count(*) FROM before) >= 0
         ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, changed_at = excluded.changed_at
         WHERE s.digest <> excluded.digest
         RETURNING s.digest
       )
       SELECT (SELECT digest FROM before) AS previous FROM noted`,
      { digest },
    );
    return rows.length > 0
      ? { ...(rows[0].previous !== null && { previous: rows[0].previous }) }
      : undefined;
  }
}
