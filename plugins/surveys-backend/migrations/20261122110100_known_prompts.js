// @ts-check

/**
 * Whether a prompt is for who did it, or for all owners because nobody knows.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('prompts', table => {
    table.boolean('is_known').notNullable().defaultTo(false);
  });
  await knex('prompts')
    .whereNot({ trigger: 'check-fixed' })
    .update({ is_known: true });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('prompts', table => {
    table.dropColumn('is_known');
  });
};
