/**
 * Waivers, and what is wrong in the files in which repositories ask for them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('waiver', table => {
    table.comment('Time-limited exemptions of one component from one check');
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    // Stays when the component goes: it tells who decided what.
    table.text('entity_ref').notNullable();
    table.text('check_id').notNullable();
    table.text('reason').notNullable();
    table
      .text('state')
      .notNullable()
      .comment('requested, approved, rejected, revoked, expired');
    table.timestamp('expires_at').notNullable();
    table.text('requested_by').notNullable();
    table
      .timestamp('requested_at')
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'));
    table.text('source').notNullable().comment('portal, repository');
    table.text('decided_by');
    table.timestamp('decided_at');
    table.text('decision');
    table
      .boolean('effect_pending')
      .notNullable()
      .defaultTo(false)
      .comment('The component is yet to be evaluated for what was decided');
    table
      .integer('reminded_days')
      .comment('So many days before the end the owners were told last');
    table.index(['requested_at', 'id'], 'waiver_requested_at_idx');
    table.index(['entity_ref', 'check_id'], 'waiver_component_idx');
  });
  await knex.raw(
    `CREATE UNIQUE INDEX waiver_one_open_idx ON waiver (entity_ref, check_id)
     WHERE state IN ('requested', 'approved')`,
  );
  // Small: what the scheduled work looks through.
  await knex.raw(
    `CREATE INDEX waiver_open_idx ON waiver (expires_at)
     WHERE state IN ('requested', 'approved')`,
  );
  await knex.raw(
    `CREATE INDEX waiver_effect_idx ON waiver (entity_ref) WHERE effect_pending`,
  );

  await knex.schema.createTable('waiver_file_problem', table => {
    table.comment('What is wrong in a .waymark/waivers.yaml');
    table
      .text('entity_ref')
      .primary()
      .references('entity_ref')
      .inTable('component_state')
      .onDelete('CASCADE');
    table.jsonb('problems').notNullable().comment('[{ file, line, message }]');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('waiver_file_problem');
  await knex.schema.dropTable('waiver');
};
