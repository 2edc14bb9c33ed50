// @ts-check

/**
 * Rollouts, their components, and which component ever came from which
 * template: what adoption is told from.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('template_use', table => {
    table.comment('Components that ever came from a template');
    table.text('entity_ref').notNullable();
    table.text('template_ref').notNullable();
    table.timestamp('first_seen_at').notNullable().defaultTo(knex.fn.now());
    table.text('first_commit').comment('As compared for the first time');
    table.timestamp('created_at').comment('When a template created it');
    table.text('created_by').comment('Entity ref of the user');
    table.timestamp('first_green_at').comment('First build that CI passed');
    table.timestamp('left_at').comment('Since when it no longer says so');
    table.primary(['entity_ref', 'template_ref']);
    table.index('template_ref');
  });

  await knex.schema.createTable('rollout', table => {
    table.uuid('id').primary();
    table.text('template_ref').notNullable();
    table.text('version').notNullable();
    table.jsonb('stages').notNullable().comment('Percent, rising');
    table.float('merge_share').notNullable();
    table.jsonb('selection').notNullable();
    table.enum('state', ['running', 'paused', 'stopped', 'done']).notNullable();
    table.integer('stage').notNullable().defaultTo(1);
    table.text('reason').comment('Why it was paused or stopped');
    table.text('created_by').notNullable().comment('Entity ref');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('ended_at');
  });
  await knex.raw(
    `CREATE UNIQUE INDEX rollout_going_on_idx ON rollout (template_ref)
     WHERE state IN ('running', 'paused')`,
  );

  await knex.schema.createTable('rollout_component', table => {
    table
      .uuid('rollout_id')
      .notNullable()
      .references('id')
      .inTable('rollout')
      .onDelete('CASCADE');
    table.text('entity_ref').notNullable();
    table.integer('stage').notNullable().comment('From 1');
    table
      .enum('state', ['waiting', 'open', 'merged', 'closed', 'skipped'])
      .notNullable()
      .defaultTo('waiting');
    table.uuid('upgrade_id').references('id').inTable('upgrade');
    table.text('problem');
    table.float('score_before');
    table.float('score_after');
    table.primary(['rollout_id', 'entity_ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('rollout_component');
  await knex.schema.dropTable('rollout');
  await knex.schema.dropTable('template_use');
};
