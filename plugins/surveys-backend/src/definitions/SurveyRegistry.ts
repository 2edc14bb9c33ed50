import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  parseSurveyPlan,
  type Survey,
  type SurveyDefinition,
  type SurveyPlan,
} from '@waymark-idp/plugin-surveys-common';
import type {
  DatabaseDefinitionStore,
  StoredDefinition,
} from '../stores/DatabaseDefinitionStore';
import { type LoadedSurvey, toSurvey } from './loadSurveys';

/** The surveys there are. */
export interface Surveys {
  /** By title. */
  list(): Promise<Survey[]>;
  find(id: string): Promise<Survey | undefined>;
}

/**
 * The surveys of files, and those made in the portal. Where both have an id, the
 * file's counts: files are reviewed.
 */
export class SurveyRegistry implements Surveys {
  readonly #files: ReadonlyMap<string, LoadedSurvey>;
  readonly #store: DatabaseDefinitionStore;
  readonly #now: () => Date;

  static create(options: {
    files: ReadonlyMap<string, LoadedSurvey>;
    store: DatabaseDefinitionStore;
    now: () => Date;
  }) {
    return new SurveyRegistry(options);
  }

  private constructor(options: {
    files: ReadonlyMap<string, LoadedSurvey>;
    store: DatabaseDefinitionStore;
    now: () => Date;
  }) {
    this.#files = options.files;
    this.#store = options.store;
    this.#now = options.now;
  }

  async list(): Promise<Survey[]> {
    const stored = await this.#store.list();
    const byId = new Map(
      stored.map(({ id, plan }) => [id, toSurvey(plan, 'portal')]),
    );
    for (const [id, { survey }] of this.#files) byId.set(id, survey);
    return [...byId.values()].sort((a, b) => a.title.localeCompare(b.title));
  }

  async find(id: string): Promise<Survey | undefined> {
    const file = this.#files.get(id);
    if (file) return file.survey;
    const stored = await this.#store.get(id);
    return stored && toSurvey(stored.plan, 'portal');
  }

  async get(id: string): Promise<SurveyDefinition> {
    const file = this.#files.get(id);
    if (file) return { ...file, revision: 0 };
    const stored = await this.#store.get(id);
    if (!stored) throw noSurvey(id);
    return toDefinition(stored);
  }

  async create(yaml: string, changedBy: string): Promise<SurveyDefinition> {
    const plan = read(yaml);
    const { id } = plan;
    const stored = this.#files.has(id)
      ? undefined
      : await this.#store.insert({
          ...{ id, yaml, plan, changedBy },
          changedAt: this.#now(),
        });
    if (!stored) {
      throw new ConflictError(
        `There is a survey "${id}" already. Give metadata.name another value.`,
      );
    }
    return toDefinition(stored);
  }

  async update(
    id: string,
    definition: { yaml: string; revision: number },
    changedBy: string,
  ): Promise<SurveyDefinition> {
    await this.#assertPortal(id);
    const { yaml, revision } = definition;
    const plan = read(yaml);
    if (plan.id !== id) {
      throw new InputError(
        `metadata.name is "${plan.id}"; a survey keeps its name, "${id}".`,
      );
    }
    const stored = await this.#store.update({
      ...{ id, yaml, plan, revision, changedBy },
      changedAt: this.#now(),
    });
    if (!stored) {
      throw new ConflictError(
        'Somebody else has changed this survey meanwhile. Load it again, and make your change there.',
      );
    }
    return toDefinition(stored);
  }

  async delete(id: string): Promise<void> {
    await this.#assertPortal(id);
    await this.#store.delete(id);
  }

  async #assertPortal(id: string) {
    if (this.#files.has(id)) {
      throw new ConflictError(
        `The survey "${id}" comes from a file. Change the file, and the portal reads it at its next start.`,
      );
    }
    if (!(await this.#store.get(id))) throw noSurvey(id);
  }
}

function read(yaml: string): SurveyPlan {
  const parsed = parseSurveyPlan(yaml);
  if ('plan' in parsed) return parsed.plan;
  throw new InputError(
    parsed.problems
      .map(({ line, message }) => `Line ${line}: ${message}.`)
      .join(' '),
  );
}

function toDefinition(stored: StoredDefinition): SurveyDefinition {
  const { yaml, revision, changedBy, changedAt } = stored;
  return {
    survey: toSurvey(stored.plan, 'portal'),
    ...{ yaml, revision, changedBy },
    changedAt: changedAt.toISOString(),
  };
}

function noSurvey(id: string) {
  return new NotFoundError(`There is no survey "${id}".`);
}
