// @ts-check

/**
 * Whom surveys ask, and when: definitions made in the portal, schedules, the
 * panel, the clocks of the fatigue guard, prompts and promises. None of it knows
 * anything about an answer.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('survey_definitions', table => {
    table.text('id').primary();
    table.text('yaml').notNullable().comment('As written');
    table.jsonb('plan').notNullable().comment('As read from the text');
    table.integer('revision').notNullable();
    table.text('changed_by').notNullable();
    table.timestamp('changed_at').notNullable();
  });

  await knex.schema.createTable('schedules', table => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.text('survey_id').notNullable();
    table.jsonb('definition').notNullable();
    table.boolean('paused').notNullable().defaultTo(false);
    table.timestamp('next_at');
    table.text('last_problem');
    table.text('created_by').notNullable();
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
  });

  await knex.schema.alterTable('waves', table => {
    table.jsonb('languages').notNullable().defaultTo('["en"]');
    table.jsonb('translations');
    table.timestamp('extended_from');
    table.timestamp('archived_at');
    table.jsonb('left_out');
    table.jsonb('panel');
    table.integer('reminders').notNullable().defaultTo(0);
    table.integer('reminders_sent').notNullable().defaultTo(0);
    table.uuid('schedule_id').references('schedules.id').onDelete('SET NULL');
    table.timestamp('occurrence').comment('Of the schedule');
    table.text('prompt').comment('What has to happen to be asked');
    table.unique(['schedule_id', 'occurrence']);
    table.index(['survey_id', 'created_at']);
  });
  await knex.raw(
    `CREATE UNIQUE INDEX waves_one_open_prompt ON waves (survey_id)
     WHERE prompt IS NOT NULL AND status = 'open'`,
  );

  await knex.schema.alterTable('invitations', table => {
    table.timestamp('tell_at').comment('Not told yet; then to be told');
    table.timestamp('snoozed_until');
  });
  await knex.raw(
    'CREATE INDEX invitations_to_tell ON invitations (tell_at) WHERE tell_at IS NOT NULL',
  );

  await knex.schema.createTable('asks', table => {
    table.text('user_ref').notNullable();
    table.text('survey_id').notNullable();
    table.timestamp('at').notNullable().index();
    table.primary(['user_ref', 'survey_id', 'at']);
  });

  await knex.schema.createTable('panel_rounds', table => {
    table.text('survey_id').notNullable();
    table.text('user_ref').notNullable();
    table.integer('round').notNullable();
    table.primary(['survey_id', 'user_ref']);
  });

  await knex.schema.createTable('preferences', table => {
    table.text('user_ref').primary();
    table.boolean('opted_out').notNullable().defaultTo(false);
    table.timestamp('snoozed_until');
  });

  await knex.schema.createTable('prompts', table => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.text('survey_id').notNullable();
    table.text('user_ref').notNullable();
    table.text('trigger').notNullable();
    table.text('subject').notNullable();
    table.timestamp('happened_at').notNullable().index();
    table.uuid('wave_id').references('waves.id').onDelete('CASCADE');
    table.timestamp('snoozed_until');
    table.integer('snoozes').notNullable().defaultTo(0);
    table.boolean('done').notNullable().defaultTo(false);
    table.unique(['user_ref', 'survey_id', 'subject']);
  });

  await knex.schema.createTable('promises', table => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table
      .uuid('wave_id')
      .notNullable()
      .references('waves.id')
      .onDelete('CASCADE');
    table.text('survey_id').notNullable().index();
    table.text('question_id').notNullable();
    table.text('question_text').notNullable();
    table.text('theme_id');
    table.text('said').notNullable();
    table.text('text').notNullable();
    table.text('owner').notNullable();
    table.enum('state', ['planned', 'doing', 'done', 'dropped']).notNullable();
    table.text('reason');
    table.jsonb('link');
    table.text('created_by').notNullable();
    table.timestamp('created_at').notNullable();
    table.timestamp('changed_at').notNullable();
    table.uuid('measured_in').comment('The wave that the effect is of');
    table.jsonb('effect');
    table.index(['state', 'created_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'promises',
    'prompts',
    'preferences',
    'panel_rounds',
    'asks',
  ]) {
    await knex.schema.dropTable(table);
  }
  await knex.schema.alterTable('invitations', table => {
    table.dropColumns('tell_at', 'snoozed_until');
  });
  await knex.raw('DROP INDEX waves_one_open_prompt');
  await knex.schema.alterTable('waves', table => {
    table.dropIndex(['survey_id', 'created_at']);
    table.dropColumns(
      'languages',
      'translations',
      'extended_from',
      'archived_at',
      'left_out',
      'panel',
      'reminders',
      'reminders_sent',
      'schedule_id',
      'occurrence',
      'prompt',
    );
  });
  await knex.schema.dropTable('schedules');
  await knex.schema.dropTable('survey_definitions');
};
