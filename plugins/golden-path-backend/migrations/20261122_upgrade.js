// @ts-check

/**
 * The upgrades that were proposed. At most one is open per component.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('upgrade', table => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.text('entity_ref').notNullable();
    table.text('template_ref').notNullable();
    table.text('from_version').notNullable();
    table.text('to_version').notNullable();
    table.enum('state', ['open', 'merged', 'closed']).notNullable();
    table.text('url').notNullable().comment('Of the proposal');
    table.integer('conflicts').notNullable();
    table.text('opened_by').notNullable().comment('Entity ref');
    table.timestamp('opened_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('ended_at');
    table.index(['entity_ref', 'opened_at']);
    table.index('url');
  });
  await knex.raw(
    `CREATE UNIQUE INDEX upgrade_open_idx ON upgrade (entity_ref) WHERE state = 'open'`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('upgrade');
};
