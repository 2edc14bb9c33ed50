// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('repository_claim', table => {
    table.comment('Names of repositories that a scaffolder task has claimed');
    table.text('host').notNullable().comment('As in integrations, lower-case');
    table.text('owner').notNullable().comment('Lower-case');
    table.text('name').notNullable().comment('Lower-case');
    table.text('task_id').notNullable().comment('The task that may publish');
    table
      .text('state')
      .notNullable()
      .checkIn(['claimed', 'creating', 'published'])
      .comment('How far that task has come: what there may be to remove');
    table.text('remote_url').comment('Address to clone from, once published');
    table.text('repo_contents_url').comment('Root of the default branch');
    table.text('repository_url').comment('Address to look at');
    table.text('commit_hash').comment('The first commit');
    table.timestamp('claimed_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('published_at');
    table.primary(['host', 'owner', 'name']);
    table.index('task_id');
  });

  await knex.schema.createTable('recorded_creation', table => {
    table.comment('What golden-path:record wrote, until the task has ended');
    table.text('task_id').primary();
    table.text('entity_ref').notNullable();
    table.text('template_ref').notNullable();
    table.text('template_version');
    table.timestamp('recorded_at').notNullable().defaultTo(knex.fn.now());
    table
      .timestamp('announced_at')
      .comment('When golden-path.created was sent');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('recorded_creation');
  await knex.schema.dropTable('repository_claim');
};
