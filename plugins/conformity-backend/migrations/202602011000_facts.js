/**
 * What collectors told, and the last good version of every standard's file.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('component_fact', table => {
    table.comment('What each collector told last about each component');
    table
      .text('entity_ref')
      .notNullable()
      .comment('Not a foreign key: CI may be quicker than the catalog');
    table.text('collector').notNullable();
    table.jsonb('values').notNullable();
    table.text('digest').notNullable().comment('Of the values');
    table.timestamp('collected_at').notNullable();
    table
      .timestamp('stale_at')
      .comment('From then on its checks are error; NULL: never');
    table.timestamp('received_at').notNullable().defaultTo(knex.fn.now());
    table.text('source').notNullable().comment('Who brought it');
    table.text('commit').comment('Which it speaks of');
    table.primary(['entity_ref', 'collector']);
    table.index(['collector', 'stale_at'], 'component_fact_collector_idx');
    table.index(['stale_at'], 'component_fact_stale_at_idx');
  });
  await knex.schema.createTable('standard_file', table => {
    table.comment('The last version of each file that was without a problem');
    table.text('source').notNullable().comment('As in the configuration');
    table.text('path').notNullable();
    table.text('content').notNullable();
    table.text('digest').notNullable().comment('Of the content');
    table.timestamp('loaded_at').notNullable().defaultTo(knex.fn.now());
    table.primary(['source', 'path']);
  });
  await knex.schema.createTable('standards_in_force', table => {
    table.comment('One row: what the replicas told of last');
    table.integer('id').primary().defaultTo(1);
    table.text('digest').notNullable();
    table.timestamp('changed_at').notNullable().defaultTo(knex.fn.now());
  });
  await knex.raw(
    'ALTER TABLE standards_in_force ADD CONSTRAINT standards_in_force_one CHECK (id = 1)',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('standards_in_force');
  await knex.schema.dropTable('standard_file');
  await knex.schema.dropTable('component_fact');
};
