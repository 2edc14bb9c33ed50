import { Knex } from 'knex';

/** What `golden-path:record` wrote for a task. */
export interface RecordedCreation {
  taskId: string;
  entityRef: string;
  templateRef: string;
  templateVersion?: string;
}

/** Keeps what a task recorded, so that it can be announced once the task has succeeded. */
export interface CreationStore {
  record(creation: RecordedCreation): Promise<void>;
  /** The creation, the first time it is asked for; afterwards `undefined`. */
  takeUnannounced(taskId: string): Promise<RecordedCreation | undefined>;
}

const TABLE = 'recorded_creation';

interface Row {
  task_id: string;
  entity_ref: string;
  template_ref: string;
  template_version: string | null;
}

/** {@link CreationStore} on PostgreSQL. */
export class DatabaseCreationStore implements CreationStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseCreationStore {
    return new DatabaseCreationStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async record(creation: RecordedCreation): Promise<void> {
    await this.#knex<Row>(TABLE)
      .insert({
        task_id: creation.taskId,
        entity_ref: creation.entityRef,
        template_ref: creation.templateRef,
        template_version: creation.templateVersion ?? null,
      })
      .onConflict('task_id')
      .merge();
  }

  async takeUnannounced(taskId: string): Promise<RecordedCreation | undefined> {
    // One statement: of several replicas that hear of the end, one announces it.
    const [row] = await this.#knex(TABLE)
      .where({ task_id: taskId })
      .whereNull('announced_at')
      .update({ announced_at: this.#knex.fn.now() })
      .returning<Row[]>('*');
    return (
      row && {
        taskId: row.task_id,
        entityRef: row.entity_ref,
        templateRef: row.template_ref,
        ...(row.template_version && { templateVersion: row.template_version }),
      }
    );
  }
}
