/**
 * One row per component with its outcomes in one jsonb value, and one row per
 * change of an outcome.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('component_state', table => {
    table.comment('What is known about each component, and what is wanted');
    table.text('entity_ref').primary();
    table
      .text('entity_etag')
      .notNullable()
      .comment('As last seen in the catalog');
    table.text('title');
    table.text('owner').comment('Entity ref');
    table.text('system').comment('Entity ref');
    table.text('source_url').notNullable().comment('The source location');

    table
      .timestamp('wanted_at')
      .notNullable()
      .comment('The newest reason to evaluate');
    table
      .integer('attempt')
      .notNullable()
      .defaultTo(0)
      .comment('Counts the claims: only the last one may write');
    table.timestamp('claimed_at').comment('When the last attempt began');
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Attempts in a row that could not read');
    table
      .timestamp('retry_at')
      .comment('Not to be enqueued by the sweep before');

    table.timestamp('evaluated_at').comment('As of when the outcomes are true');
    table.text('commit');
    table.text('tree_digest');
    table.text('entity_digest');
    table.text('standards_digest');
    table.specificType('score', 'real').comment('0 to 100');
    table.text('level');
    table
      .jsonb('outcomes')
      .notNullable()
      .defaultTo('[]')
      .comment('[{ check, state, message, evidence, since }]');
    table.integer('passed').notNullable().defaultTo(0);
    table.integer('failed').notNullable().defaultTo(0);
    table.integer('not_applicable').notNullable().defaultTo(0);
    table.integer('waived').notNullable().defaultTo(0);
    table.integer('error').notNullable().defaultTo(0);
    table.text('stale_reason');
    table.timestamp('stale_since');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());

    table.index(['owner', 'entity_ref'], 'component_state_owner_idx');
  });
  // The fleet by score, both ways, components without a score last.
  await knex.raw(
    'CREATE INDEX component_state_score_up_idx ON component_state (coalesce(score, 101), entity_ref)',
  );
  await knex.raw(
    'CREATE INDEX component_state_score_down_idx ON component_state ((-coalesce(score, -1)), entity_ref)',
  );
  // A push names a repository; every source location in it begins with its address.
  await knex.raw(
    'CREATE INDEX component_state_source_url_idx ON component_state (lower(source_url) text_pattern_ops)',
  );
  // Small: only what waits to be evaluated is in it.
  await knex.raw(
    `CREATE INDEX component_state_wanted_idx ON component_state (wanted_at)
     WHERE evaluated_at IS NULL OR wanted_at > evaluated_at OR stale_since IS NOT NULL`,
  );

  await knex.schema.createTable('outcome_change', table => {
    table.comment(
      'A row where an outcome changed; the first outcome writes none',
    );
    table.bigIncrements('id');
    table
      .text('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('component_state')
      .onDelete('CASCADE');
    table.text('check_id').notNullable();
    table.text('from_state').comment('NULL: the check is new');
    table.text('to_state').comment('NULL: the check is no longer in force');
    table.text('message').notNullable();
    table.text('commit');
    table.timestamp('at').notNullable();
    table.index(['entity_ref', 'id'], 'outcome_change_entity_ref_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('outcome_change');
  await knex.schema.dropTable('component_state');
};
