import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { digestTree } from '@waymark-idp/plugin-golden-path-node';
import semver from 'semver';
import {
  KnownVersion,
  TemplateVersionStore,
} from '../database/DatabaseTemplateVersionStore';
import { readTemplateHistory } from './readTemplateHistory';

const AGAIN_MS = 24 * 60 * 60 * 1000;
const AFTER_FAILURE_MS = 10 * 60 * 1000;

/** What finding old versions takes. */
export interface TemplateHistoryOptions {
  store: TemplateVersionStore;
  catalog: CatalogService;
  auth: AuthService;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
}

/**
 * Looks for versions that are older than the portal where the template is
 * kept. A history is fetched once for all that miss something in it, and not
 * again for a day: what is not there today will not be there in an hour.
 */
export class TemplateHistory {
  readonly #options: TemplateHistoryOptions;
  readonly #looks = new Map<string, { until: number; done: Promise<void> }>();

  static create(options: TemplateHistoryOptions): TemplateHistory {
    return new TemplateHistory(options);
  }

  private constructor(options: TemplateHistoryOptions) {
    this.#options = options;
  }

  /**
   * Keeps the versions that history has and the portal has not. Does not fail.
   *
   * @param known - of one template, newest first, at least one
   */
  async keepOlder(known: readonly KnownVersion[]): Promise<void> {
    const [{ templateRef }] = known;
    let look = this.#looks.get(templateRef);
    if (!look || look.until < Date.now()) {
      const current = {
        until: Date.now() + AGAIN_MS,
        done: this.#keep(templateRef, known).catch(error => {
          current.until = Date.now() + AFTER_FAILURE_MS;
          this.#options.logger.warn(
            `The history of ${templateRef} cannot be read: ${error}`,
          );
        }),
      };
      look = current;
      this.#looks.set(templateRef, look);
    }
    await look.done;
  }

  async #keep(
    templateRef: string,
    known: readonly KnownVersion[],
  ): Promise<void> {
    const { catalog, auth, store, integrations, logger } = this.#options;
    const template = await catalog.getEntityByRef(templateRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    if (!template) {
      return;
    }
    const has = new Set(known.map(({ version }) => version));
    const remembered = await readTemplateHistory(template, {
      integrations,
      // What was newer and is no more was taken back.
      isWanted: version =>
        !has.has(version) && semver.lt(version, known[0].version),
      onSkipped: (version, error) =>
        logger.warn(
          `Version ${version} of ${templateRef}, from history, is left out: ${error}`,
        ),
    });
    for (const { version, files } of remembered) {
      const digest = digestTree(files);
      await store.keep({ templateRef, version, digest }, files);
    }
    if (remembered.length > 0) {
      logger.info(
        `Found in the history of ${templateRef}: ${remembered
          .map(({ version }) => version)
          .join(', ')}`,
      );
    }
  }
}
