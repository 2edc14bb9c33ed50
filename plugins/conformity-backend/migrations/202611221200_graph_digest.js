/**
 * What each component saw of the graph of declared dependencies when it was
 * evaluated.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('component_state', table => {
    table
      .text('graph_digest')
      .comment('Of what its checks saw of other components; empty for nothing');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('component_state', table => {
    table.dropColumn('graph_digest');
  });
};
