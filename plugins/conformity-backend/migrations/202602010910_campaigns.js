/**
 * Campaigns, the components that they are about, and their progress by day.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('campaign', table => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.text('title').notNullable();
    table.text('description').notNullable();
    table.specificType('checks', 'text[]').notNullable();
    table.jsonb('selection').notNullable().comment('Filter predicate');
    table.timestamp('deadline').notNullable();
    table.text('owner').notNullable().comment('Entity ref of a group');
    table.text('state').notNullable().comment('draft, running, ended');
    table.text('created_by').notNullable();
    table
      .timestamp('created_at')
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'));
    table.timestamp('started_at');
    table.timestamp('ended_at');
    table.text('ended_by').comment('NULL: the deadline ended it');
    table
      .integer('reminded_days')
      .comment('So many days before the deadline the owners were told last');
    table.integer('done').notNullable().defaultTo(0).comment('In the end');
    table.integer('total').notNullable().defaultTo(0).comment('In the end');
    table.integer('exempt').notNullable().defaultTo(0).comment('In the end');
    table.index(['created_at', 'id'], 'campaign_created_at_idx');
  });

  await knex.schema.createTable('campaign_component', table => {
    table.comment('The components that the selection found');
    table
      .uuid('campaign_id')
      .notNullable()
      .references('id')
      .inTable('campaign')
      .onDelete('CASCADE');
    table.text('entity_ref').notNullable();
    table.primary(['campaign_id', 'entity_ref']);
  });

  await knex.schema.createTable('campaign_day', table => {
    table.comment('The progress at the end of a day in UTC, or so far today');
    table
      .uuid('campaign_id')
      .notNullable()
      .references('id')
      .inTable('campaign')
      .onDelete('CASCADE');
    table.date('day').notNullable();
    table.integer('done').notNullable();
    table.integer('total').notNullable();
    table.primary(['campaign_id', 'day']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('campaign_day');
  await knex.schema.dropTable('campaign_component');
  await knex.schema.dropTable('campaign');
};
