// @ts-check

/**
 * Groups that results are broken down by, answers of confidential waves (the
 * only ones that carry a name), and what is stored apart from all answers.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('waves', table => {
    table.jsonb('cells').notNullable().defaultTo('[]').comment('At opening');
  });

  await knex.schema.createTable('confidential_responses', table => {
    table.uuid('wave_id').references('waves.id').onDelete('CASCADE');
    table.text('user_ref').notNullable().index();
    table.text('group_id').notNullable();
    table.jsonb('answers').notNullable();
    table.primary(['wave_id', 'user_ref']);
  });

  await knex.schema.createTable('interview_volunteers', table => {
    table.text('user_ref').primary();
  });

  await knex.schema.createTable('comment_replies', table => {
    table.uuid('wave_id').references('waves.id').onDelete('CASCADE');
    table.text('question_id').notNullable();
    table.text('target_id').notNullable().comment('Of a comment or a theme');
    table.text('text').notNullable();
    table.text('replied_by').notNullable();
    table.timestamp('replied_at').notNullable();
    table.primary(['wave_id', 'question_id', 'target_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('comment_replies');
  await knex.schema.dropTable('interview_volunteers');
  await knex.schema.dropTable('confidential_responses');
  await knex.schema.alterTable('waves', table => {
    table.dropColumn('cells');
  });
};
