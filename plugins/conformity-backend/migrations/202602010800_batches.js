const STATES = ['passed', 'failed', 'not_applicable', 'waived', 'error'];

/**
 * Evaluation of many components at once: who is at it, what it depended on,
 * and which checks are in which state, small enough to count over a fleet.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('component_state', table => {
    table.text('type').comment('spec.type, in lower case');
    table.text('lifecycle').comment('spec.lifecycle, in lower case');
    table
      .timestamp('gone_at')
      .comment('Not in the catalog any more: kept for the retention time');
    table
      .timestamp('leased_until')
      .comment('Being evaluated; in the past: whoever was at it is lost');
    table
      .integer('lost_attempts')
      .notNullable()
      .defaultTo(0)
      .comment('Attempts in a row that never came to an end');
    table
      .text('inputs_digest')
      .comment('Of the standards on that day and of all inputs');
    table
      .jsonb('declarations')
      .comment('What the component declares for others to be checked against');
    table.text('declarations_digest');
    for (const state of STATES) {
      table
        .specificType(`${state}_checks`, 'text[]')
        .notNullable()
        .defaultTo('{}');
    }
    table
      .specificType('standards', 'text[]')
      .notNullable()
      .defaultTo('{}')
      .comment('The standards that ask something of it; the next two align');
    table
      .specificType('standards_passed', 'int[]')
      .notNullable()
      .defaultTo('{}');
    table
      .specificType('standards_answered', 'int[]')
      .notNullable()
      .defaultTo('{}')
      .comment('Checks passed, failed or error');
  });
  // Looking for what waits is a scan once a minute; being in no index lets an
  // evaluation update its row in place.
  await knex.raw('DROP INDEX component_state_wanted_idx');
  await knex.raw('ALTER TABLE component_state SET (fillfactor = 50)');
  // Compressing them took longer than evaluating them.
  await knex.raw(
    'ALTER TABLE component_state ALTER COLUMN outcomes SET STORAGE EXTERNAL',
  );
  await knex.raw(
    'CREATE INDEX component_state_gone_idx ON component_state (gone_at) WHERE gone_at IS NOT NULL',
  );
  // The lists of checks are new: everything is evaluated once more.
  await knex('component_state').update({ standards_digest: '' });

  await knex.schema.createTable('outcome_count', table => {
    table.comment(
      'Components per check and state, gone ones included: kept by what writes outcomes',
    );
    table.text('check_id').notNullable();
    table.text('state').notNullable();
    table.integer('components').notNullable();
    table.primary(['check_id', 'state']);
  });
  await knex.schema.createTable('catalog_parent', table => {
    table.comment('Group to parent group, and system to domain');
    table.text('entity_ref').notNullable();
    table.text('parent_ref').notNullable();
    table.primary(['entity_ref', 'parent_ref']);
    table.index(['parent_ref'], 'catalog_parent_parent_ref_idx');
  });

  await knex.schema.createTable('daily_rollup', table => {
    table.comment('One row per group and day');
    table.date('day').notNullable();
    table
      .text('group_by')
      .notNullable()
      .comment('all, owner, system, domain, type, level, standard or check');
    table.text('key').notNullable();
    table.integer('components').notNullable();
    table.integer('scored').notNullable().comment('What the mean is over');
    table.double('score_sum').notNullable();
    for (const state of STATES) {
      table.integer(state).notNullable();
    }
    for (const level of ['none', 'bronze', 'silver', 'gold']) {
      table.integer(`level_${level}`).notNullable();
    }
    table.primary(['group_by', 'key', 'day']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('daily_rollup');
  await knex.schema.dropTable('catalog_parent');
  await knex.schema.dropTable('outcome_count');
  await knex('component_state').whereNotNull('gone_at').delete();
  await knex.schema.alterTable('component_state', table => {
    table.dropColumns(
      'type',
      'lifecycle',
      'gone_at',
      'leased_until',
      'lost_attempts',
      'inputs_digest',
      'declarations',
      'declarations_digest',
      'standards',
      'standards_passed',
      'standards_answered',
      ...STATES.map(state => `${state}_checks`),
    );
  });
  await knex.raw('ALTER TABLE component_state RESET (fillfactor)');
  await knex.raw(
    'ALTER TABLE component_state ALTER COLUMN outcomes SET STORAGE EXTENDED',
  );
  await knex.raw(
    `CREATE INDEX component_state_wanted_idx ON component_state (wanted_at)
     WHERE evaluated_at IS NULL OR wanted_at > evaluated_at OR stale_since IS NOT NULL`,
  );
};
