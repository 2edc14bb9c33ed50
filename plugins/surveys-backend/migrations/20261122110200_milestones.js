// @ts-check

/**
 * What happened that trends are read against. Knows nothing of answers.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('milestones', table => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.text('kind').notNullable();
    table.text('title').notNullable();
    table.text('link');
    table.timestamp('happened_at').notNullable().index();
    table.text('heard').unique().comment('What it was heard of, once');
    table.text('created_by').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('milestones');
};
