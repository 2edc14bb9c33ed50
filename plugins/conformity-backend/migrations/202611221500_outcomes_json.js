/**
 * Outcomes as they were written: taking JSON apart for jsonb, and putting it
 * together again, took longer than evaluating, and nothing looks into them but
 * what reads them as a whole. They are small when compressed, and then beside
 * the rest of the row.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `ALTER TABLE component_state
       ALTER COLUMN outcomes DROP DEFAULT,
       ALTER COLUMN outcomes TYPE json USING outcomes::json,
       ALTER COLUMN outcomes SET DEFAULT '[]',
       ALTER COLUMN outcomes SET STORAGE EXTENDED`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw(
    `ALTER TABLE component_state
       ALTER COLUMN outcomes DROP DEFAULT,
       ALTER COLUMN outcomes TYPE jsonb USING outcomes::jsonb,
       ALTER COLUMN outcomes SET DEFAULT '[]',
       ALTER COLUMN outcomes SET STORAGE EXTERNAL`,
  );
  // Where one does not say since when, it is since that of the one before.
  await knex.raw(
    `UPDATE component_state s SET outcomes = (
       SELECT jsonb_agg(o || jsonb_build_object('since', since) ORDER BY n)
       FROM (
         SELECT o, n, max(o->>'since') OVER (PARTITION BY run) AS since
         FROM (
           SELECT o, n, count(o->>'since') OVER (ORDER BY n) AS run
           FROM jsonb_array_elements(s.outcomes) WITH ORDINALITY AS e(o, n)
         ) AS runs
       ) AS filled)
     WHERE s.outcomes <> '[]'`,
  );
};
