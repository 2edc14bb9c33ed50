import type { Results } from '@waymark-idp/plugin-surveys-common';
import { resultsCsv } from './resultsCsv';

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
      { id: 'g1', teams: ['group:default/a'], title: 'Team A' },
      { id: 'g2', teams: ['group:default/b'], title: '@Team B' },
    ],
    questions: [
      { question, suppressed: false, answered: comments.length, comments },
      {
        question: { ...question, id: 'easy', type: 'agreement', text: 'Easy?' },
        suppressed: false,
        answered: 10,
        dontKnowShare: 0,
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
            favourable: { value: 0.5, interval: { lower: 0, upper: 1 } },
          },
        ],
      },
      { question: { ...question, id: 'hidden' }, suppressed: true },
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
        '"easy","Easy?","Team A","suppressed","yes"',
        '"easy","Easy?","\'@Team B","answered",7',
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
