// @ts-check

/**
 * Which component comes from which version of which template, how far it has
 * drifted, and the files of every version that was ever seen.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('template_version', table => {
    table.comment('What versions of templates were made of, kept for upgrades');
    table.text('template_ref').notNullable();
    table.text('version').notNullable().comment('Semantic');
    table.text('digest').notNullable().comment('Of the files');
    table.binary('archive').notNullable().comment('gzip, see archive.ts');
    table
      .timestamp('seen_at')
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('When the version came to have these files');
    // A template can change without a new version: nothing that was is lost.
    table.primary(['template_ref', 'version', 'digest']);
  });

  await knex.schema.createTable('component_origin', table => {
    table.comment('Components that come from a template, and their drift');
    table.text('entity_ref').primary();
    table.text('entity_etag').notNullable();
    table.text('title');
    table.text('owner').comment('Entity ref');
    table.text('source_url').notNullable();
    table.text('template_ref').notNullable();
    table.text('version').comment('As the entity says');
    table.timestamp('wanted_at').notNullable();
    table.integer('failures').notNullable().defaultTo(0);
    table.timestamp('retry_at');

    table.timestamp('checked_at');
    table.text('commit');
    table
      .text('question')
      .comment('Digest of what the drift depends on besides the commit');
    table.text('newest_version');
    table.enum('state', ['up-to-date', 'behind', 'unknown']);
    table.text('problem').comment('Why the drift is not known');
    table.integer('unchanged').notNullable().defaultTo(0);
    table.integer('changed_here').notNullable().defaultTo(0);
    table.integer('deleted_here').notNullable().defaultTo(0);
    table.integer('behind').notNullable().defaultTo(0);
    table
      .jsonb('files')
      .notNullable()
      .defaultTo('[]')
      .comment('All but those that are unchanged and not behind');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());

    table.index(['template_ref', 'entity_ref']);
    table.index(['owner', 'entity_ref']);
  });
  await knex.raw(
    `CREATE INDEX component_origin_wanted_idx ON component_origin (wanted_at)
     WHERE checked_at IS NULL OR wanted_at > checked_at`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('component_origin');
  await knex.schema.dropTable('template_version');
};
