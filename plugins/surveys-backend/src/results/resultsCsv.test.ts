import type { Results } from '@waymark-idp/plugin-surveys-common';
import { resultsCsv } from './resultsCsv';

const group = {
  dimension: 'team',
  level: 1,
  invited: 10,
  answered: 5,
  rate: 0.5,
};
const share = { value: 0.5, interval: { lower: 0, upper: 1 } };
const question = { id: 'more', type: 'text', text: '+1?', version: 1 } as any;

function resultsWith(comments: string[]): Results {
  return {
    waveId: 'wave',
    surveyId: 'survey',
    title: 'Title',
    terms: { mode: 'anonymous', minimumGroupSize: 5, minimumComments: 10 },
    closedAt: '2026-01-31T00:00:00.000Z',
    participation: { invited: 20, answered: 10, rate: 0.5 },
    groups: [
      { ...group, id: 'g1', teams: ['group:default/a'], title: 'Team A' },
      { ...group, id: 'g2', teams: ['group:default/b'], title: '@Team B' },
    ],
    responseRate: { missingDiffer: false, sentence: '10 of 20 answered' },
    weighting: { margins: ['team', 'tenure'], effectiveSize: 8.4 },
    nonResponse: {
      straightLining: {
        ...{ questions: ['easy'], answered: 20, value: 0.15 },
        interval: { lower: 0.1, upper: 0.2 },
        sentence: 'About 15 %',
      },
      earlyAndLate: {
        ...{ state: 'ok', question: 'easy', pValue: 0.04 },
        early: { answered: 5, favourable: share },
        late: { answered: 5, favourable: share },
        difference: { value: -0.25, interval: { lower: -0.5, upper: 0 } },
        sentence: 'The late are less favourable',
      },
    },
    questions: [
      {
        question,
        suppressed: false,
        answered: comments.length,
        comments: comments.map((text, at) => ({ id: String(at), text })),
        sentence: 'said',
      },
      {
        question: { ...question, id: 'easy', type: 'agreement', text: 'Easy?' },
        suppressed: false,
        answered: 10,
        dontKnowShare: 0,
        mean: { value: 3.5, interval: { lower: 3, upper: 4 } },
        sentence: '33 % favourable',
        distribution: [{ value: '1', label: 'Strongly disagree', count: 10 }],
        favourable: {
          value: 1 / 3,
          interval: { lower: 0.2, upper: 0.5 },
          worstCase: { lower: 0.1, upper: 0.9 },
        },
        groups: [
          { groupId: 'g1', suppressed: true },
          {
            groupId: 'g2',
            suppressed: false,
            answered: 7,
            favourable: share,
            change: { word: 'too few' },
            sentence: '50 % favourable',
          },
        ],
      },
      {
        question: { ...question, id: 'hidden' },
        suppressed: true,
        sentence: 'Not shown',
      },
    ],
  };
}

describe('resultsCsv', () => {
  it('has one figure per row', () => {
    const lines = resultsCsv(resultsWith(['Say "why"\nmore often'])).split(
      '\r\n',
    );
    expect(lines[0]).toBe('"question","text","group","measure","value"');
    expect(lines).toEqual(
      expect.arrayContaining([
        '"","","everyone","response rate",0.5',
        '"more","\'+1?","everyone","comment","Say ""why""\nmore often"',
        '"easy","Easy?","everyone","favourable share",0.3333',
        '"easy","Easy?","everyone","count: Strongly disagree",10',
        '"easy","Easy?","everyone","in words","33 % favourable"',
        '"easy","Easy?","everyone","mean, 95 % upper",4',
        '"","","Team A","participated",5',
        '"easy","Easy?","\'@Team B","change","too few"',
        '"easy","Easy?","Team A","suppressed","yes"',
        '"easy","Easy?","\'@Team B","answered",7',
        '"","","everyone","weighted by","team, tenure"',
        '"","","everyone","equal answers after weighting",8.4',
        '"","","everyone","same point in every agreement item",0.15',
        '"","","everyone","late less early",-0.25',
        '"","","everyone","in words","The late are less favourable"',
        '"hidden","\'+1?","everyone","suppressed","yes"',
      ]),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\uFF1D1'])(
    'makes a text of the formula %j',
    comment => {
      const csv = resultsCsv(resultsWith([comment]));
      expect(csv).toContain(`"comment","'${comment}"`);
    },
  );
});
