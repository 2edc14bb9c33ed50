/**
 * The proposals that fix checks, as their hosts have them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('fix_proposal', table => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    // Stays when the component goes: it tells who proposed what.
    table.text('entity_ref').notNullable();
    table.specificType('checks', 'text[]').notNullable();
    table.text('state').notNullable().comment('open, merged, closed');
    table.text('url').notNullable().unique().comment('Of the proposal');
    table.integer('number').notNullable().comment('That the host gave it');
    table.text('title').notNullable();
    table.text('opened_by').notNullable().comment('Entity ref of the user');
    table
      .timestamp('opened_at')
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'));
    table.timestamp('ended_at');
    table.index(['entity_ref', 'opened_at'], 'fix_proposal_component_idx');
  });
  // Small: what the scheduled work looks through.
  await knex.raw(
    `CREATE INDEX fix_proposal_open_idx ON fix_proposal (opened_at) WHERE state = 'open'`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('fix_proposal');
};
