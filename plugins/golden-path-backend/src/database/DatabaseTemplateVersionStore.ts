import { FileTree } from '@waymark-idp/plugin-golden-path-node';
import { Knex } from 'knex';
import { packTree, unpackTree } from '../versions/archive';

/** A version of a template whose files are kept. */
export interface KnownVersion {
  templateRef: string;
  /** Semantic. */
  version: string;
  /** Of its files. */
  digest: string;
}

/** The files of the versions of templates. */
export interface TemplateVersionStore {
  /** Every version of every template, without the files. */
  list(): Promise<KnownVersion[]>;
  read(templateRef: string, version: string): Promise<FileTree | undefined>;
  /** Keeps a version. One that is there already is replaced: the last files with a version are what it means. */
  keep(version: KnownVersion, files: FileTree): Promise<void>;
}

/** {@link TemplateVersionStore} in PostgreSQL. */
export class DatabaseTemplateVersionStore implements TemplateVersionStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseTemplateVersionStore {
    return new DatabaseTemplateVersionStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<KnownVersion[]> {
    return await this.#knex('template_version').select({
      templateRef: 'template_ref',
      version: 'version',
      digest: 'digest',
    });
  }

  async read(
    templateRef: string,
    version: string,
  ): Promise<FileTree | undefined> {
    const row = await this.#knex('template_version')
      .where({ template_ref: templateRef, version })
      .first('archive');
    return row && unpackTree(row.archive);
  }

  async keep(
    { templateRef, version, digest }: KnownVersion,
    files: FileTree,
  ): Promise<void> {
    await this.#knex('template_version')
      .insert({
        template_ref: templateRef,
        version,
        digest,
        archive: packTree(files),
      })
      .onConflict(['template_ref', 'version'])
      .merge(['digest', 'archive'])
      .where('template_version.digest', '<>', digest);
  }
}
