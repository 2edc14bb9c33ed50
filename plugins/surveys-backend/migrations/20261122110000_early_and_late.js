// @ts-check

/**
 * In which half of the wave a confidential response was sent: it is stored under
 * a name anyway. An anonymous one has nothing of the kind.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('confidential_responses', table => {
    table.boolean('late').notNullable().defaultTo(false);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('confidential_responses', table => {
    table.dropColumn('late');
  });
};
