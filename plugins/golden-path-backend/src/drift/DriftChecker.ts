import { UrlReaderService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { JsonObject } from '@backstage/types';
import { isUpToDate } from '@waymark-idp/plugin-golden-path-common';
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
import { KnownVersion } from '../database/DatabaseTemplateVersionStore';
import {
  CheckedOrigin,
  Origin,
  OriginStore,
  UnreadOrigin,
} from '../database/OriginStore';
import { TemplateVersions } from '../versions/TemplateVersions';
import { answerKnown } from './answerKnown';
import { answersIn } from './answersIn';
import { questionOf } from './questionOf';
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
    const { store, versions, facts } = this.#options;
    let count = 0;
    for (;;) {
      const { at, origins } = await store.listWanted(BATCH);
      if (origins.length === 0) {
        return count;
      }
      count += origins.length;
      const known = await versions.list();
      const queue = [...origins];
      const checked: CheckedOrigin[] = [];
      const unread: UnreadOrigin[] = [];
      await Promise.all(
        Array.from({ length: CONCURRENCY }, async () => {
          for (let next = queue.shift(); next; next = queue.shift()) {
            const { entityRef } = next;
            try {
              checked.push({ ...(await this.#compare(next, known)), at });
            } catch (error) {
              unread.push({ entityRef, problem: (error as Error).message });
            }
          }
        }),
      );
      await store.write(checked, unread);
      await facts.tell(checked);
    }
  }

  /** @throws Error where the repository cannot be read now */
  async #compare(
    origin: Origin,
    known: ReadonlyMap<string, KnownVersion[]>,
  ): Promise<Omit<CheckedOrigin, 'at'>> {
    const { entityRef, templateRef } = origin;
    const question = questionOf(templateRef, known.get(templateRef));
    const answered = origin.question === question && origin.state !== 'unknown';
    const repository = await readRepository({
      reader: this.#options.reader,
      url: origin.sourceUrl,
      unless: answered ? origin.commit : undefined,
    });
    if (!repository) {
      // What kept it from being read before is over.
      return { ...origin, state: origin.state!, problem: undefined };
    }
    const { tree, commit } = repository;
    const base = { entityRef, commit, question };
    try {
      const drift = await this.#drift(answersIn(tree), tree, known);
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
    head: FileTree,
    known: ReadonlyMap<string, KnownVersion[]>,
  ) {
    const { versions, integrations, environment } = this.#options;
    const { templateRef } = answers;
    const own = await versions.recorded(answers, known);
    const newestVersion = known.get(templateRef)![0].version;
    // What a template changes without a new version, nobody is behind of.
    const newest =
      newestVersion === own.version
        ? own
        : await versions.get(templateRef, newestVersion, known);
    const render = async (version: TemplateVersion, values: JsonObject) =>
      (await renderVersion({ version, values, integrations })).tree;
    const ownTree = await render(own, answers.values);
    const newestTree =
      newest === own
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
      newestVersion,
      own: ownTree,
      newest: newestTree,
      head,
      ignore: readIgnoreList(head),
    });
  }
}
