import {
  DriftHotSpot,
  VersionUse,
} from '@waymark-idp/plugin-golden-path-common';
import { Knex } from 'knex';

/** What the tables say about the use of one template. */
export interface TemplateUse {
  templateRef: string;
  created: number;
  stillOn: number;
  greenKnown: number;
  greenMedianMinutes?: number;
  abandoned: number;
  versions: VersionUse[];
  states: { upToDate: number; behind: number; unknown: number };
  hotSpots: DriftHotSpot[];
}

/** Which component ever came from which template. */
export interface AdoptionStore {
  /** Notes what has come and gone since. */
  refresh(): Promise<void>;
  /** A template created the component just now. */
  created(entityRef: string, templateRef: string, user?: string): Promise<void>;
  /** Of all templates that anything ever came from, or of one. */
  list(options: {
    templateRef?: string;
    abandonedAfterDays: number;
  }): Promise<TemplateUse[]>;
  /** Created at most 90 days ago, and no passed build known; at most `limit`. */
  listNotGreen(limit: number): Promise<string[]>;
  /** CI passed it. What that is the first time for, is returned. */
  green(entityRef: string, at: Date): Promise<CreatedComponent[]>;
}

/** A component that a template created. */
export interface CreatedComponent {
  entityRef: string;
  templateRef: string;
  /** Who created it, where it was a user. */
  user?: string;
}

interface UseRow {
  template_ref: string;
  created: number;
  still_on: number;
  green_known: number;
  green_median: number | null;
  abandoned: number;
}

const HOT_SPOTS = 20;

/** {@link AdoptionStore} in PostgreSQL. */
export class DatabaseAdoptionStore implements AdoptionStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseAdoptionStore {
    return new DatabaseAdoptionStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async refresh(): Promise<void> {
    await this.#knex.raw(
      `WITH gone AS (
         UPDATE template_use u SET left_at = now()
         WHERE u.left_at IS NULL AND NOT EXISTS (
           SELECT FROM component_origin o
           WHERE o.entity_ref = u.entity_ref AND o.template_ref = u.template_ref)
       )
       INSERT INTO template_use AS u (entity_ref, template_ref, first_seen_at, first_commit)
       SELECT entity_ref, template_ref, created_at, commit FROM component_origin
       ON CONFLICT (entity_ref, template_ref) DO UPDATE SET
         left_at = NULL, first_commit = coalesce(u.first_commit, excluded.first_commit)
       WHERE u.left_at IS NOT NULL
          OR (u.first_commit IS NULL AND excluded.first_commit IS NOT NULL)`,
    );
  }

  async created(
    entityRef: string,
    templateRef: string,
    user?: string,
  ): Promise<void> {
    await this.#knex('template_use')
      .insert({
        entity_ref: entityRef,
        template_ref: templateRef,
        created_at: this.#knex.fn.now(),
        created_by: user ?? null,
      })
      .onConflict(['entity_ref', 'template_ref'])
      .merge(['created_at', 'created_by']);
  }

  async list(options: {
    templateRef?: string;
    abandonedAfterDays: number;
  }): Promise<TemplateUse[]> {
    const { templateRef, abandonedAfterDays } = options;
    const only = <T extends Knex.QueryBuilder>(query: T) =>
      templateRef ? query.where('template_ref', templateRef) : query;
    const [uses, versions, states, hotSpots] = await Promise.all([
      this.#uses(templateRef, abandonedAfterDays),
      only(
        this.#knex('component_origin')
          .select('template_ref', 'version')
          .select(this.#knex.raw('count(*)::int AS components'))
          .groupBy('template_ref', 'version'),
      ) as Promise<any[]>,
      only(
        this.#knex('component_origin')
          .select('template_ref', 'state')
          .select(this.#knex.raw('count(*)::int AS components'))
          .whereNotNull('state')
          .groupBy('template_ref', 'state'),
      ) as Promise<any[]>,
      this.#hotSpots(templateRef),
    ]);
    return uses.map(use => {
      const of = (rows: any[]) =>
        rows.filter(row => row.template_ref === use.template_ref);
      const inState = (state: string) =>
        of(states).find(row => row.state === state)?.components ?? 0;
      return {
        templateRef: use.template_ref,
        created: use.created,
        stillOn: use.still_on,
        greenKnown: use.green_known,
        greenMedianMinutes: use.green_median ?? undefined,
        abandoned: use.abandoned,
        versions: of(versions).map(({ version, components }) => ({
          version: version ?? undefined,
          components,
        })),
        states: {
          upToDate: inState('up-to-date'),
          behind: inState('behind'),
          unknown: inState('unknown'),
        },
        hotSpots: of(hotSpots).map(({ path, components, share }) => ({
          path,
          components,
          share,
        })),
      };
    });
  }

  async listNotGreen(limit: number): Promise<string[]> {
    return await this.#knex('template_use')
      .whereNotNull('created_at')
      .whereNull('first_green_at')
      .whereNull('left_at')
      .whereRaw(`created_at > now() - interval '90 days'`)
      .orderByRaw('random()')
      .limit(limit)
      .pluck('entity_ref');
  }

  async green(entityRef: string, at: Date): Promise<CreatedComponent[]> {
    const rows = await this.#knex('template_use')
      .where('entity_ref', entityRef)
      .whereNull('first_green_at')
      .where('created_at', '<=', at)
      .update({ first_green_at: at })
      .returning(['template_ref', 'created_by']);
    return rows.map(({ template_ref, created_by }) => ({
      entityRef,
      templateRef: template_ref,
      user: created_by ?? undefined,
    }));
  }

  async #uses(templateRef: string | undefined, days: number) {
    const { rows } = await this.#knex.raw<{ rows: UseRow[] }>(
      `SELECT u.template_ref,
         count(*)::int AS created,
         count(*) FILTER (WHERE u.left_at IS NULL)::int AS still_on,
         count(*) FILTER (WHERE u.first_green_at >= u.created_at)::int AS green_known,
         (percentile_cont(0.5) WITHIN GROUP (
           ORDER BY extract(epoch FROM u.first_green_at - u.created_at) / 60
         ) FILTER (WHERE u.first_green_at >= u.created_at))::float8 AS green_median,
         count(*) FILTER (
           WHERE u.left_at IS NULL AND o.commit = u.first_commit
             AND u.first_seen_at < now() - :days * interval '1 day')::int AS abandoned
       FROM template_use u
       LEFT JOIN component_origin o
         ON o.entity_ref = u.entity_ref AND o.template_ref = u.template_ref
       WHERE :templateRef = '' OR u.template_ref = :templateRef
       GROUP BY u.template_ref
       ORDER BY still_on DESC, u.template_ref`,
      { templateRef: templateRef ?? '', days },
    );
    return rows;
  }

  async #hotSpots(templateRef: string | undefined) {
    const { rows } = await this.#knex.raw(
      `WITH compared AS (
         SELECT template_ref, files,
           count(*) OVER (PARTITION BY template_ref) AS total
         FROM component_origin
         WHERE state IN ('up-to-date', 'behind')
           AND (:templateRef = '' OR template_ref = :templateRef)
       ), counted AS (
         SELECT template_ref, f.path, count(*)::int AS components,
           (count(*) / max(total)::float8) AS share,
           row_number() OVER (
             PARTITION BY template_ref ORDER BY count(*) DESC, f.path) AS place
         FROM compared, jsonb_to_recordset(files) AS f(path text, state text)
         WHERE f.state <> 'unchanged'
         GROUP BY template_ref, f.path
       )
       SELECT * FROM counted WHERE place <= :most ORDER BY template_ref, place`,
      { templateRef: templateRef ?? '', most: HOT_SPOTS },
    );
    return rows as any[];
  }
}
