import {
  AuthService,
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANSWERS_PATH,
  TEMPLATE_VERSION_ANNOTATION,
} from '@waymark-idp/plugin-golden-path-common';
import {
  digestTree,
  parseTemplate,
  readTemplateVersion,
  RecordedAnswers,
  renderVersion,
  TemplateVersion,
  writeTree,
} from '@waymark-idp/plugin-golden-path-node';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import semver from 'semver';
import {
  KnownVersion,
  TemplateVersionStore,
} from '../database/DatabaseTemplateVersionStore';
import { readTemplateFolder } from './readTemplateFolder';
import { TemplateHistory } from './TemplateHistory';

/** The versions of templates, old ones included. */
export interface TemplateVersions {
  /** Known versions of every template, newest first. */
  list(): Promise<Map<string, KnownVersion[]>>;
  /**
   * A version with its files on disk.
   *
   * @param known - what {@link TemplateVersions.list} has answered, where the caller has it
   * @throws `NotFoundError` that says which versions there are
   */
  get(
    templateRef: string,
    version: string,
    known?: ReadonlyMap<string, KnownVersion[]>,
  ): Promise<TemplateVersion>;
  /**
   * The version that answers were recorded with, with the files that it had
   * then: where a template was changed without a new version, those that render
   * what was recorded.
   *
   * @throws `InputError` where the answers name no version, `NotFoundError` where it is not known
   */
  recorded(
    answers: RecordedAnswers,
    known?: ReadonlyMap<string, KnownVersion[]>,
  ): Promise<TemplateVersion>;
  /** Keeps the files of the templates that are in the catalog now. */
  refresh(): Promise<void>;
}

/** The files of a version that are tried at most, where it had several. */
const MOST_TRIED = 10;

function unknownVersion(
  versions: readonly KnownVersion[] = [],
  templateRef: string,
  version: string,
): NotFoundError {
  return new NotFoundError(
    versions.length > 0
      ? `Version ${version} of ${templateRef} is not known: this portal has not seen it, and the history of the template's repository has not shown it. Known are ${versions
          .map(item => item.version)
          .join(', ')}.`
      : `No version of ${templateRef} is known: it is not, and has not been, in the catalog.`,
  );
}

/** What keeping versions takes. */
export interface TemplateVersionsOptions {
  store: TemplateVersionStore;
  catalog: CatalogService;
  auth: AuthService;
  reader: UrlReaderService;
  integrations: ScmIntegrations;
  logger: LoggerService;
}

/**
 * {@link TemplateVersions} that keeps the files of every version that the
 * catalog has ever had, so that a version stays reachable whether or not its
 * template is in git. What is older than the portal is looked for in the history
 * of the template's repository, once somebody asks for it.
 */
export class ArchivedTemplateVersions implements TemplateVersions {
  readonly #options: TemplateVersionsOptions;
  /** By digest: what is in a folder never changes. */
  readonly #folders = new Map<string, Promise<TemplateVersion>>();
  /** Etags of the templates that could not be read, to say so once. */
  readonly #unreadable = new Map<string, string>();
  /** What tells the state of the folders from others, where their hosts tell it. */
  readonly #etags = new Map<string, string>();
  readonly #history: TemplateHistory;
  #root?: Promise<string>;

  static create(options: TemplateVersionsOptions): ArchivedTemplateVersions {
    return new ArchivedTemplateVersions(options);
  }

  private constructor(options: TemplateVersionsOptions) {
    this.#options = options;
    this.#history = TemplateHistory.create(options);
  }

  async list(): Promise<Map<string, KnownVersion[]>> {
    const byTemplate = new Map<string, KnownVersion[]>();
    for (const version of await this.#options.store.list()) {
      const versions = byTemplate.get(version.templateRef) ?? [];
      byTemplate.set(version.templateRef, [...versions, version]);
    }
    for (const versions of byTemplate.values()) {
      versions.sort((a, b) => semver.rcompare(a.version, b.version));
    }
    return byTemplate;
  }

  async get(
    templateRef: string,
    version: string,
    known?: ReadonlyMap<string, KnownVersion[]>,
  ): Promise<TemplateVersion> {
    return await this.#open(await this.#find(templateRef, version, known));
  }

  async recorded(
    answers: RecordedAnswers,
    known?: ReadonlyMap<string, KnownVersion[]>,
  ): Promise<TemplateVersion> {
    const { templateRef, templateVersion, values, digest } = answers;
    if (!templateVersion) {
      throw new InputError(
        `${ANSWERS_PATH} names no version of the template. Adopt the golden path again to record one.`,
      );
    }
    const version = await this.#find(templateRef, templateVersion, known);
    const { integrations } = this.#options;
    const earlier = version.earlier.slice(0, MOST_TRIED);
    for (const files of earlier.length > 0
      ? [version.digest, ...earlier]
      : []) {
      const candidate = await this.#open({ ...version, digest: files });
      const rendered = await renderVersion({
        version: candidate,
        values,
        integrations,
      }).catch(() => undefined);
      if (rendered?.digest === digest) {
        return candidate;
      }
    }
    return await this.#open(version);
  }

  /** @throws `NotFoundError` that says which versions there are */
  async #find(
    templateRef: string,
    version: string,
    known?: ReadonlyMap<string, KnownVersion[]>,
  ): Promise<KnownVersion> {
    const is = (item: KnownVersion) => item.version === version;
    let versions = (known ?? (await this.list())).get(templateRef) ?? [];
    if (!versions.some(is) && versions.length > 0 && semver.valid(version)) {
      await this.#history.keepOlder(versions);
      versions = (await this.list()).get(templateRef) ?? [];
    }
    const found = versions.find(is);
    if (!found) {
      throw unknownVersion(versions, templateRef, version);
    }
    return found;
  }

  /** The files of a version on disk. */
  async #open(version: KnownVersion): Promise<TemplateVersion> {
    const { digest } = version;
    let folder = this.#folders.get(digest);
    if (!folder) {
      folder = this.#unpack(version);
      this.#folders.set(digest, folder);
      folder.catch(() => this.#folders.delete(digest));
    }
    return await folder;
  }

  async refresh(): Promise<void> {
    const { catalog, auth, logger } = this.#options;
    const { items } = await catalog.getEntities(
      { filter: { kind: 'Template' } },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for (const template of items) {
      const ref = stringifyEntityRef(template);
      const etag = template.metadata.etag ?? '';
      if (!template.metadata.annotations?.[TEMPLATE_VERSION_ANNOTATION]) {
        continue;
      }
      try {
        await this.#keep(template);
        this.#unreadable.delete(ref);
      } catch (error) {
        const level = this.#unreadable.get(ref) === etag ? 'debug' : 'warn';
        this.#unreadable.set(ref, etag);
        logger[level](
          `The files of ${ref} cannot be kept for upgrades: ${error}`,
        );
      }
    }
  }

  /**
   * The files beside the descriptor change without it: the folder is looked at
   * each time. Which version they are, they say themselves: the catalog may not
   * have read it yet.
   */
  async #keep(template: Entity): Promise<void> {
    const templateRef = stringifyEntityRef(template);
    const folder = await readTemplateFolder(template, {
      ...this.#options,
      etag: this.#etags.get(templateRef),
    });
    if (!folder) {
      return;
    }
    const { files, etag } = folder;
    const { version } = await parseTemplate(
      files.get('template.yaml')!.content.toString('utf8'),
    );
    await this.#options.store.keep(
      { templateRef, version, digest: digestTree(files) },
      files,
    );
    if (etag) {
      this.#etags.set(templateRef, etag);
    }
  }

  async #unpack(known: KnownVersion): Promise<TemplateVersion> {
    const { templateRef, version, digest } = known;
    const files = await this.#options.store.read(known);
    if (!files) {
      throw new NotFoundError(`Version ${version} of ${templateRef} is gone.`);
    }
    this.#root ??= fs.mkdtemp(path.join(os.tmpdir(), 'waymark-versions-'));
    const folder = path.join(await this.#root, digest.replace(':', '-'));
    await writeTree(files, folder);
    return { ...(await readTemplateVersion(folder)), ref: templateRef };
  }

  /** Removes the folders. */
  async close(): Promise<void> {
    if (this.#root) {
      await fs.rm(await this.#root, { recursive: true, force: true });
    }
  }
}
