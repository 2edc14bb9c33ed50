import type {
  PrivacyMode,
  Results,
  SurveyAnswers,
  SurveyQuestion,
  Wave,
} from '@waymark-idp/plugin-surveys-common';
import { segmentsOf, type SegmentedPerson } from '../audience/segmentsOf';
import { computeResults } from '../results/computeResults';
import type { Noise } from '../results/noise';

const common = { version: 1, text: '?', wordingHash: '0' };
const choices = ['a', 'b', 'c'].map(value => ({ value, label: value }));

/** One question of each kind, and one with a condition. */
export const everyKind: SurveyQuestion[] = [
  { ...common, id: 'easy', type: 'agreement' },
  { ...common, id: 'glad', type: 'satisfaction' },
  { ...common, id: 'effort', type: 'effort' },
  { ...common, id: 'recommend', type: 'likelihood' },
  { ...common, id: 'editor', type: 'choice', options: choices },
  { ...common, id: 'tools', type: 'multiple-choice', options: choices },
  { ...common, id: 'order', type: 'ranking', options: choices },
  { ...common, id: 'more', type: 'text' },
  {
    ...common,
    id: 'why',
    type: 'agreement',
    askIf: [{ question: 'easy', is: [1, 2, 3] }],
  },
];

/** Four agreement items, among which straight-lining is counted. */
export const battery: SurveyQuestion[] = ['b1', 'b2', 'b3', 'b4'].map(id => ({
  ...common,
  id,
  type: 'agreement',
}));

/** Someone invited, and what they answer; undefined: nothing. */
export interface Answering extends SegmentedPerson {
  answers?: SurveyAnswers;
  /** Of a confidential wave: sent in its second half. */
  late?: boolean;
}

/** So many people of a team below a department, who all answer alike. */
export function people(
  count: number,
  team: string,
  answers?: SurveyAnswers,
  more: Partial<Answering> = {},
): Answering[] {
  return Array.from({ length: count }, (_, at) => ({
    userRef: `user:default/${team}-${at}-${JSON.stringify(answers ?? {})}`,
    team: { ref: `group:default/${team}`, title: team },
    answers,
    ...more,
  }));
}

/** The results of a wave that asks these people. */
export function resultsOf(
  everyone: readonly Answering[],
  options: {
    questions?: SurveyQuestion[];
    noise?: Noise;
    earlier?: Results[];
    closedAt?: string;
    breakdowns?: string[];
    oddsLimit?: number;
    mode?: PrivacyMode;
  } = {},
): Results {
  const { questions = everyKind, earlier = [] } = options;
  const { groups, cells, groupOf } = segmentsOf(
    everyone,
    5,
    options.breakdowns,
  );
  const closedAt = options.closedAt ?? '2026-03-31T00:00:00.000Z';
  const wave: Wave = {
    id: `wave-${closedAt}`,
    surveyId: 'survey',
    title: 'Title',
    description: '',
    languages: ['en'],
    questions,
    audience: {},
    terms: {
      mode: options.mode ?? 'anonymous',
      minimumGroupSize: 5,
      minimumComments: 10,
      oddsLimit: options.oddsLimit ?? 20,
    },
    status: 'open',
    closesAt: closedAt,
    invited: everyone.length,
    reminders: 0,
  };
  return computeResults({
    wave,
    groups,
    cells,
    responses: everyone.flatMap(({ userRef, answers, late }) =>
      answers ? [{ groupId: groupOf.get(userRef)!, answers, late }] : [],
    ),
    earlier,
    closedAt,
    shuffle: items => [...items].reverse(),
    noise: options.noise ?? (() => 0),
  });
}
