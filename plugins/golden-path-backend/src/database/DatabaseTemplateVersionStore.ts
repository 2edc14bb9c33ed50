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
  /** Of the files that it had before, where the template was changed without a new version; newest first. */
  earlier: string[];
}

/** The files of the versions of templates. */
export interface TemplateVersionStore {
  /** Every version of every template, without the files. */
  list(): Promise<KnownVersion[]>;
  read(
    version: Pick<KnownVersion, 'templateRef' | 'version' | 'digest'>,
  ): Promise<FileTree | undefined>;
  /** Makes these the files of a version. What it had before is kept too. */
  keep(
    version: Pick<KnownVersion, 'templateRef' | 'version' | 'digest'>,
    files: FileTree,
  ): Promise<void>;
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
    const { rows } = await this.#knex.raw<{
      rows: { template_ref: string; version: string; digests: string[] }[];
    }>(
      `SELECT template_ref, version, array_agg(digest ORDER BY seen_at DESC) AS digests
       FROM template_version GROUP BY template_ref, version`,
    );
    return rows.map(({ template_ref, version, digests }) => {
      const [digest, ...earlier] = digests;
      return { templateRef: template_ref, version, digest, earlier };
    });
  }

  async read({
    templateRef,
    version,
    digest,
  }: Parameters<TemplateVersionStore['read']>[0]): Promise<
    FileTree | undefined
  > {
    const row = await this.#knex('template_version')
      .where({ template_ref: templateRef, version, digest })
      .first('archive');
    return row && unpackTree(row.archive);
  }

  async keep(
    {
      templateRef,
      version,
      digest,
    }: Parameters<TemplateVersionStore['keep']>[0],
    files: FileTree,
  ): Promise<void> {
    // What it went back to is what it has now.
    await this.#knex.raw(
      `INSERT INTO template_version AS v (template_ref, version, digest, archive)
       VALUES (:templateRef, :version, :digest, :archive)
       ON CONFLICT (template_ref, version, digest) DO UPDATE SET seen_at = now()
       WHERE EXISTS (SELECT FROM template_version other
         WHERE other.template_ref = v.template_ref AND other.version = v.version
           AND other.seen_at > v.seen_at)`,
      { templateRef, version, digest, archive: packTree(files) },
    );
  }
}
