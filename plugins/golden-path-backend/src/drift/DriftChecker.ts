import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import {
  ANSWERS_PATH,
  isUpToDate,
} from '@waymark-idp/plugin-golden-path-common';
import {
  driftOf,
  FileTree,
  readIgnoreList,
  RecordedAnswers,
  renderVersion,
  resolveValues,
  TemplateVersion,
  valuesOf,
} from '@waymark-idp/plugin-golden-path-node';
import { createHash } from 'node:crypto';
import { CheckedOrigin, Origin, OriginStore } from '../database/OriginStore';
import { TemplateVersions } from '../versions/TemplateVersions';
import { answerKnown } from './answerKnown';
import { answersIn } from './answersIn';
import { readRepository } from './readRepository';

/** Repositories that are compared at the same time. */
const CONCURRENCY = 4;
const BATCH = 100;

/** What comparing takes. */
export interface DriftCheckerOptions {
  store: OriginStore;
  versions: TemplateVersions;
  reader: UrlReaderService;
  integrations: ScmIntegrations;
  /** `scaffolder.defaultEnvironment.parameters` */
  environment: JsonObject;
  logger: LoggerService;
  /** Hears of what was compared; does not fail. */
  facts: { tell(checked: CheckedOrigin[]): Promise<void> };
}

/**
 * Compares repositories with what their templates render.
 *
 * A repository at the commit that it was compared at, whose template has no
 * other files than then, costs one question to the host.
 */
export class DriftChecker {
  readonly #options: DriftCheckerOptions;
  #running?: Promise<number>;

  static create(options: DriftCheckerOptions): DriftChecker {
    return new DriftChecker(options);
  }

  private constructor(options: DriftCheckerOptions) {
    this.#options = options;
  }

  /** Compares all that is wanted. Whoever asks meanwhile waits for the same run. */
  async run(): Promise<number> {
    this.#running ??= this.#checkWanted().finally(() => {
      this.#running = undefined;
    });
    return await this.#running;
  }

  async #checkWanted(): Promise<number> {
    let count = 0;
    for (;;) {
      const wanted = await this.#options.store.listWanted(BATCH);
      if (wanted.length === 0) {
        return count;
      }
      count += wanted.length;
      const queue = [...wanted];
      const checked: CheckedOrigin[] = [];
      await Promise.all(
        Array.from({ length: CONCURRENCY }, async () => {
          for (let next = queue.shift(); next; next = queue.shift()) {
            checked.push(...(await this.#check(next)));
          }
        }),
      );
      await this.#options.facts.tell(checked);
    }
  }

  async #check(origin: Origin): Promise<CheckedOrigin[]> {
    const { store, logger } = this.#options;
    try {
      const checked = await this.compare(origin);
      await store.write(checked);
      return [checked];
    } catch (error) {
      logger.debug(`The drift of ${origin.entityRef} is not known: ${error}`);
      await store.postpone(origin.entityRef, (error as Error).message);
      return [];
    }
  }

  /**
   * Compares one repository. Stores nothing.
   *
   * @throws Error where the repository cannot be read now
   */
  async compare(origin: Origin): Promise<CheckedOrigin> {
    const { entityRef, templateRef } = origin;
    const at = new Date();
    const known = (await this.#options.versions.list()).get(templateRef) ?? [];
    const question = digestOf([
      templateRef,
      known.map(version => [version.version, version.digest]),
    ]);
    const repository = await readRepository({
      reader: this.#options.reader,
      url: origin.sourceUrl,
      unless: origin.question === question ? origin.commit : undefined,
    });
    if (!repository) {
      return { ...origin, at, state: origin.state ?? 'unknown' };
    }
    const { tree, commit } = repository;
    const base = { entityRef, at, commit, question };
    try {
      const answers = answersIn(tree);
      const newestVersion = known[0]?.version;
      const drift = await this.#drift(answers, newestVersion, tree);
      return {
        ...base,
        version: drift.version,
        newestVersion: drift.newestVersion,
        state: isUpToDate(drift) ? 'up-to-date' : 'behind',
        counts: drift.counts,
        files: drift.files.filter(
          file => file.state !== 'unchanged' || file.behind,
        ),
      };
    } catch (error) {
      const { message } = error as Error;
      return { ...base, state: 'unknown', problem: message };
    }
  }

  async #drift(
    answers: RecordedAnswers,
    newestVersion: string | undefined,
    head: FileTree,
  ) {
    const { versions, integrations, environment } = this.#options;
    const { templateRef, templateVersion } = answers;
    if (!templateVersion) {
      throw new Error(
        `${ANSWERS_PATH} names no version of the template. Adopt the golden path again to record one.`,
      );
    }
    const own = await versions.get(templateRef, templateVersion);
    const newest = newestVersion
      ? await versions.get(templateRef, newestVersion)
      : own;
    const render = async (version: TemplateVersion, values: JsonObject) =>
      (await renderVersion({ version, values, integrations })).tree;
    const ownTree = await render(own, answers.values);
    const newestTree =
      newest.version === own.version
        ? ownTree
        : await render(
            newest,
            await resolveValues({
              values: valuesOf(newest),
              parameters: answerKnown(own, newest, answers.parameters),
              environment,
              integrations,
            }),
          );
    return driftOf({
      templateRef,
      version: own.version,
      newestVersion: newest.version,
      own: ownTree,
      newest: newestTree,
      head,
      ignore: readIgnoreList(head),
    });
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
