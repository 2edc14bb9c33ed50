// @ts-check

/**
 * Participations and responses share no key, no time and no order. What their
 * rows share while they are fresh (the transaction id, the place on the heap) is
 * removed by the mixing step, see src/stores/DatabaseResponseStore.ts.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('waves', table => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.text('survey_id').notNullable();
    table.text('title').notNullable();
    table.text('description').notNullable();
    table.jsonb('questions').notNullable().comment('Frozen at creation');
    table.jsonb('audience').notNullable();
    table.jsonb('terms').notNullable().comment('Frozen at creation');
    table.enum('status', ['draft', 'open', 'closed']).notNullable();
    table.timestamp('opens_at');
    table.timestamp('closes_at').notNullable();
    table.integer('invited').notNullable().defaultTo(0);
    table.jsonb('groups').notNullable().defaultTo('[]').comment('At opening');
    table.text('created_by').notNullable();
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.index(['created_at', 'id']);
  });

  await knex.schema.createTable('invitations', table => {
    table.uuid('wave_id').references('waves.id').onDelete('CASCADE');
    table.text('user_ref').notNullable().index();
    table.text('group_id').notNullable();
    table.primary(['wave_id', 'user_ref']);
  });

  await knex.schema.createTable('participations', table => {
    table.uuid('wave_id').references('waves.id').onDelete('CASCADE');
    table.text('user_ref').notNullable();
    table.primary(['wave_id', 'user_ref']);
  });

  await knex.schema.createTable('responses', table => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('wave_id').references('waves.id').onDelete('CASCADE');
    table.text('group_id').notNullable();
    table.jsonb('answers').notNullable();
    table.boolean('mixed').notNullable().defaultTo(false);
    table.index('wave_id');
  });

  await knex.schema.createTable('drafts', table => {
    table.uuid('wave_id').references('waves.id').onDelete('CASCADE');
    table.text('user_ref').notNullable();
    table.jsonb('answers').notNullable();
    table.primary(['wave_id', 'user_ref']);
  });

  await knex.schema.createTable('results', table => {
    table.uuid('wave_id').references('waves.id').onDelete('CASCADE').primary();
    table.jsonb('results').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('results');
  await knex.schema.dropTable('drafts');
  await knex.schema.dropTable('responses');
  await knex.schema.dropTable('participations');
  await knex.schema.dropTable('invitations');
  await knex.schema.dropTable('waves');
};
