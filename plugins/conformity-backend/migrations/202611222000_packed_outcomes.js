/**
 * Outcomes are stored without the names of their fields: half of what there was
 * to write. Rows from before are read as they are, until their next evaluation.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `COMMENT ON COLUMN component_state.outcomes IS
       '[[check, state, message, [[message, file, line, excerpt]], since, upcoming]]; see packOutcomes'`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw(
    `UPDATE component_state s SET outcomes = (
       SELECT json_agg(CASE WHEN json_typeof(o) = 'array' THEN json_strip_nulls(json_build_object(
         'check', o->>0, 'state', o->>1, 'message', o->>2,
         'evidence', (
           SELECT coalesce(json_agg(json_build_object(
             'message', e->>0, 'file', e->>1, 'line', (e->>2)::int, 'excerpt', e->>3) ORDER BY m), '[]')
           FROM json_array_elements(o->3) WITH ORDINALITY AS evidence(e, m)),
         'since', o->>4, 'upcoming', (o->>5)::boolean)) ELSE o END ORDER BY n)
       FROM json_array_elements(s.outcomes) WITH ORDINALITY AS packed(o, n))
     WHERE json_array_length(outcomes) > 0`,
  );
  await knex.raw('COMMENT ON COLUMN component_state.outcomes IS NULL');
};
