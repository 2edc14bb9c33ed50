import createKnex, { Knex } from 'knex';
import type {
  SurveyAnswers,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { DatabaseConnection } from '../../../packages/launcher/src/database/EmbeddedDatabase';
import { segmentsOf } from '../../../plugins/surveys-backend/src/audience/segmentsOf';
import { createStores } from '../../../plugins/surveys-backend/src/stores/createStores';

const MIGRATIONS = require
  .resolve('../../../plugins/surveys-backend/package.json')
  .replace(/package\.json$/, 'migrations');
const AT_ONCE = 2_000;

const random = xoroshiro128plus(1);
const below = (limit: number) => uniformInt(random, 0, limit - 1);

/** 28 scales, a likelihood and a text: a long survey. */
export const questions: SurveyQuestion[] = Array.from(
  { length: 30 },
  (_, at) => ({
    id: `q${at}`,
    version: 1,
    text: `Question ${at}`,
    wordingHash: String(at),
    type: at === 28 ? 'likelihood' : at === 29 ? 'text' : 'agreement',
  }),
);

export function someAnswers(): SurveyAnswers {
  const answers: SurveyAnswers = {};
  for (const { id, type } of questions) {
    if (type === 'text') {
      if (below(4) === 0) answers[id] = 'The build is slow and I wait for it';
    } else {
      const kind = below(20);
      if (kind === 0) answers[id] = 'dont-know';
      else if (kind > 1)
        answers[id] = type === 'likelihood' ? below(11) : 1 + below(5);
    }
  }
  return answers;
}

/** The surveys backend's stores on a database of their own. */
export async function openDatabase(connection: DatabaseConnection) {
  const knex = createKnex({
    client: 'pg',
    connection: { ...connection },
    pool: { min: 0, max: 10 },
  });
  await knex.migrate.latest({ directory: MIGRATIONS });
  return { knex, stores: createStores(knex) };
}

/** An open wave that so many people of 50 teams in 10 departments are asked in. */
export async function openWave(knex: Knex, invited: number) {
  const people = Array.from({ length: invited }, (_, at) => {
    const team = at % 50;
    const department = `department-${team % 10}`;
    return {
      userRef: `user:default/p${at}`,
      team: { ref: `group:default/team-${team}`, title: `Team ${team}` },
      above: [{ ref: `group:default/${department}`, title: department }],
    };
  });
  const { groups, cells, groupOf } = segmentsOf(people, 5);
  const [{ id }] = await knex('waves')
    .insert({
      survey_id: 'bench',
      title: 'Bench',
      description: '',
      questions: JSON.stringify(questions),
      audience: '{}',
      terms: JSON.stringify({
        mode: 'anonymous',
        minimumGroupSize: 5,
        minimumComments: 10,
        oddsLimit: 20,
      }),
      status: 'open',
      closes_at: new Date(Date.now() + 86_400_000),
      invited,
      groups: JSON.stringify(groups),
      cells: JSON.stringify(cells),
      created_by: 'user:default/bench',
    })
    .returning('id');
  await knex.batchInsert(
    'invitations',
    [...groupOf].map(([userRef, groupId]) => ({
      wave_id: id,
      user_ref: userRef,
      group_id: groupId,
    })),
    AT_ONCE,
  );
  return { id: id as string, groupOf, cells };
}

/** Everyone has answered: rows as submitting leaves them. */
export async function answerAll(
  knex: Knex,
  waveId: string,
  groupOf: ReadonlyMap<string, string>,
) {
  const rows = [...groupOf];
  await knex.batchInsert(
    'participations',
    rows.map(([userRef]) => ({ wave_id: waveId, user_ref: userRef })),
    AT_ONCE,
  );
  await knex.batchInsert(
    'responses',
    rows.map(([, groupId]) => ({
      wave_id: waveId,
      group_id: groupId,
      answers: JSON.stringify(someAnswers()),
    })),
    AT_ONCE,
  );
}
