import { ConflictError } from '@backstage/errors';
import {
  Rollout,
  RolloutComponentState,
  RolloutProgress,
  RolloutState,
} from '@waymark-idp/plugin-golden-path-common';
import { Knex } from 'knex';
import { KeptRolloutComponent, RolloutStore } from './RolloutStore';

interface RolloutRow {
  id: string;
  template_ref: string;
  version: string;
  stages: number[];
  merge_share: number;
  selection: Rollout['selection'];
  state: RolloutState;
  stage: number;
  reason: string | null;
  created_by: string;
  created_at: Date;
  ended_at: Date | null;
  progress: Partial<Record<RolloutComponentState, number>> | null;
}

interface ComponentRow {
  entity_ref: string;
  stage: number;
  state: RolloutComponentState;
  url: string | null;
  problem: string | null;
  score_before: number | null;
  score_after: number | null;
  ended_at: Date | null;
}

const UNIQUE_VIOLATION = '23505';

/** {@link RolloutStore} in PostgreSQL. */
export class DatabaseRolloutStore implements RolloutStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseRolloutStore {
    return new DatabaseRolloutStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async create(
    rollout: Parameters<RolloutStore['create']>[0],
    components: Parameters<RolloutStore['create']>[1],
  ): Promise<void> {
    try {
      await this.#knex.transaction(async trx => {
        await trx('rollout').insert({
          id: rollout.id,
          template_ref: rollout.templateRef,
          version: rollout.version,
          stages: JSON.stringify(rollout.stages),
          merge_share: rollout.mergeShare,
          selection: JSON.stringify(rollout.selection),
          state: 'running',
          created_by: rollout.createdBy,
        });
        await trx.raw(
          `INSERT INTO rollout_component (rollout_id, entity_ref, stage)
           SELECT :id, c."entityRef", c.stage
           FROM jsonb_to_recordset(:components::jsonb) AS c("entityRef" text, stage int)`,
          { id: rollout.id, components: JSON.stringify(components) },
        );
      });
    } catch (error) {
      if ((error as { code?: string }).code === UNIQUE_VIOLATION) {
        throw new ConflictError(
          `Another rollout of ${rollout.templateRef} is going on. Stop it first, or wait until it is done.`,
        );
      }
      throw error;
    }
  }

  async get(id: string): Promise<Rollout | undefined> {
    const row = await this.#rows().where('id', id).first();
    return row && toRollout(row);
  }

  async list(): Promise<Rollout[]> {
    const rows = await this.#rows().orderBy('created_at', 'desc').limit(100);
    return rows.map(toRollout);
  }

  async listRunning(): Promise<Rollout[]> {
    const rows = await this.#rows()
      .where('state', 'running')
      .orderBy('created_at');
    return rows.map(toRollout);
  }

  async listComponents(id: string): Promise<KeptRolloutComponent[]> {
    const rows = await this.#knex('rollout_component AS c')
      .leftJoin('upgrade AS u', 'u.id', 'c.upgrade_id')
      .where('c.rollout_id', id)
      .orderBy(['c.stage', 'c.entity_ref'])
      .select<ComponentRow[]>(
        ...['c.entity_ref', 'c.stage', 'c.state', 'c.problem'],
        ...['c.score_before', 'c.score_after', 'u.url', 'u.ended_at'],
      );
    return rows.map(row => ({
      entityRef: row.entity_ref,
      stage: row.stage,
      state: row.state,
      url: row.url ?? undefined,
      problem: row.problem ?? undefined,
      scoreBefore: row.score_before ?? undefined,
      scoreAfter: row.score_after ?? undefined,
      endedAt: row.ended_at ?? undefined,
    }));
  }

  async setState(
    id: string,
    state: RolloutState,
    options: { from: RolloutState[]; reason?: string },
  ): Promise<boolean> {
    const ends = state === 'stopped' || state === 'done';
    const count = await this.#knex('rollout')
      .where('id', id)
      .whereIn('state', options.from)
      .update({
        state,
        reason: options.reason ?? null,
        ended_at: ends ? this.#knex.fn.now() : null,
      } as object);
    return count > 0;
  }

  async setStage(id: string, stage: number): Promise<void> {
    await this.#knex('rollout')
      .where({ id, state: 'running' })
      .where('stage', '<', stage)
      .update({ stage });
  }

  async follow(id: string): Promise<void> {
    await this.#knex.raw(
      `UPDATE rollout_component c SET state = u.state
       FROM upgrade u
       WHERE c.rollout_id = :id AND u.id = c.upgrade_id AND c.state <> u.state`,
      { id },
    );
  }

  async whileRunning(id: string, work: () => Promise<void>): Promise<boolean> {
    return await this.#knex.transaction(async trx => {
      const running = await trx('rollout')
        .where({ id, state: 'running' })
        .forShare()
        .first('id');
      if (running) {
        await work();
      }
      return Boolean(running);
    });
  }

  async opened(
    id: string,
    entityRef: string,
    upgradeId: string,
  ): Promise<void> {
    await this.#update(id, entityRef, {
      state: 'open',
      upgrade_id: upgradeId,
      problem: null,
    });
  }

  async skipped(id: string, entityRef: string, problem: string): Promise<void> {
    await this.#update(id, entityRef, { state: 'skipped', problem });
  }

  async waits(id: string, entityRef: string, problem: string): Promise<void> {
    await this.#update(id, entityRef, { problem });
  }

  async writeScores(
    id: string,
    scores: Array<{ entityRef: string; before?: number; after?: number }>,
  ): Promise<void> {
    await this.#knex.raw(
      `UPDATE rollout_component c SET
         score_before = coalesce(c.score_before, s.before),
         score_after = coalesce(s.after, c.score_after)
       FROM jsonb_to_recordset(:scores::jsonb) AS s("entityRef" text, before float8, after float8)
       WHERE c.rollout_id = :id AND c.entity_ref = s."entityRef"`,
      { id, scores: JSON.stringify(scores) },
    );
  }

  async #update(id: string, entityRef: string, values: object): Promise<void> {
    await this.#knex('rollout_component')
      .where({ rollout_id: id, entity_ref: entityRef })
      .update(values);
  }

  #rows() {
    return this.#knex<RolloutRow>('rollout').select<RolloutRow[]>(
      'rollout.*',
      this.#knex.raw(
        `(SELECT jsonb_object_agg(state, n) FROM (
            SELECT c.state, count(*) AS n FROM rollout_component c
            WHERE c.rollout_id = rollout.id GROUP BY c.state) AS counted) AS progress`,
      ),
    );
  }
}

function toRollout(row: RolloutRow): Rollout {
  const counts = {
    ...{ waiting: 0, open: 0, merged: 0, closed: 0, skipped: 0 },
    ...row.progress,
  };
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const progress: RolloutProgress = { ...counts, total };
  return {
    id: row.id,
    templateRef: row.template_ref,
    version: row.version,
    stages: row.stages,
    mergeShare: row.merge_share,
    selection: row.selection,
    state: row.state,
    stage: row.stage,
    reason: row.reason ?? undefined,
    progress,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString(),
  };
}
