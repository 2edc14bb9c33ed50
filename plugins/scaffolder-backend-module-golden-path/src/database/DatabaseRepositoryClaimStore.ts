import { Knex } from 'knex';
import {
  PublishedRepository,
  RepositoryClaim,
  RepositoryClaimStore,
  RepositoryKey,
} from './RepositoryClaimStore';

const TABLE = 'repository_claim';

interface Row {
  host: string;
  owner: string;
  name: string;
  task_id: string;
  state: RepositoryClaim['state'];
  remote_url: string | null;
  repo_contents_url: string | null;
  repository_url: string | null;
  commit_hash: string | null;
}

const NOT_PUBLISHED = {
  remote_url: null,
  repo_contents_url: null,
  repository_url: null,
  commit_hash: null,
  published_at: null,
};

/** {@link RepositoryClaimStore} on PostgreSQL: the primary key decides every race. */
export class DatabaseRepositoryClaimStore implements RepositoryClaimStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseRepositoryClaimStore {
    return new DatabaseRepositoryClaimStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async claim(key: RepositoryKey, taskId: string): Promise<RepositoryClaim> {
    for (;;) {
      await this.#knex<Row>(TABLE)
        .insert({ ...toKey(key), task_id: taskId, state: 'claimed' })
        .onConflict(['host', 'owner', 'name'])
        .ignore();
      const row = await this.#knex<Row>(TABLE).where(toKey(key)).first();
      // Without a row the other's claim was released in between: the name is free again.
      if (row) {
        return fromRow(row);
      }
    }
  }

  async takeOver(abandoned: RepositoryClaim, taskId: string): Promise<boolean> {
    const count = await this.#knex(TABLE)
      .where({
        ...toKey(abandoned),
        task_id: abandoned.taskId,
        state: abandoned.state,
      })
      .update({
        ...NOT_PUBLISHED,
        task_id: taskId,
        state: 'claimed',
        claimed_at: this.#knex.fn.now(),
      });
    return count === 1;
  }

  async setState(
    key: RepositoryKey,
    taskId: string,
    state: 'claimed' | 'creating',
  ): Promise<boolean> {
    return this.#update(key, taskId, { ...NOT_PUBLISHED, state });
  }

  async setPublished(
    key: RepositoryKey,
    taskId: string,
    published: PublishedRepository,
  ): Promise<boolean> {
    return this.#update(key, taskId, {
      state: 'published',
      remote_url: published.remoteUrl,
      repo_contents_url: published.repoContentsUrl,
      repository_url: published.repositoryUrl,
      commit_hash: published.commitHash ?? null,
      published_at: this.#knex.fn.now(),
    });
  }

  async release(key: RepositoryKey, taskId: string): Promise<void> {
    await this.#knex(TABLE)
      .where({ ...toKey(key), task_id: taskId })
      .delete();
  }

  async listByTask(taskId: string): Promise<RepositoryClaim[]> {
    const rows = await this.#knex<Row>(TABLE)
      .where({ task_id: taskId })
      .orderBy(['host', 'owner', 'name']);
    return rows.map(fromRow);
  }

  async #update(
    key: RepositoryKey,
    taskId: string,
    values: Record<string, unknown>,
  ): Promise<boolean> {
    const count = await this.#knex(TABLE)
      .where({ ...toKey(key), task_id: taskId })
      .update(values);
    return count === 1;
  }
}

function toKey(key: RepositoryKey): RepositoryKey {
  return {
    host: key.host.toLowerCase(),
    owner: key.owner.toLowerCase(),
    name: key.name.toLowerCase(),
  };
}

function fromRow(row: Row): RepositoryClaim {
  const { host, owner, name, state } = row;
  const claim: RepositoryClaim = {
    host,
    owner,
    name,
    state,
    taskId: row.task_id,
  };
  if (row.remote_url && row.repo_contents_url && row.repository_url) {
    claim.published = {
      remoteUrl: row.remote_url,
      repoContentsUrl: row.repo_contents_url,
      repositoryUrl: row.repository_url,
      ...(row.commit_hash && { commitHash: row.commit_hash }),
    };
  }
  return claim;
}
