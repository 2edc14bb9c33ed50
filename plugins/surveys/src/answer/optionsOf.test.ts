import { SurveyQuestion } from '@waymark-idp/plugin-surveys-common';
import { labelOf, optionsOf } from './optionsOf';

const base = { id: 'q', version: 1, wordingHash: '', text: '?' };
const t = ((key: string) => key) as any;

it('speaks the language of the question, and English where it has none', () => {
  const german: SurveyQuestion = {
    ...{ ...base, type: 'agreement', dontKnow: 'Weiß nicht' },
    labels: ['Gar nicht', 'Nicht', 'Weder noch', 'Ja', 'Sehr'],
  };
  expect(optionsOf(german, t).map(({ label }) => label)).toEqual([
    ...german.labels!,
    'Weiß nicht',
  ]);
  expect(labelOf(german, 5, t)).toBe('Sehr');
  const english = optionsOf({ ...base, type: 'agreement' }, t);
  expect(english[4].label).toBe('Strongly agree');
  expect(english[5].label).toBe('answer.dontKnow');
  const likely = optionsOf(
    { ...base, type: 'likelihood', labels: ['0: nie', '10: immer'] },
    t,
  );
  expect([likely[0].label, likely[5].label, likely[10].label]).toEqual([
    ...['0: nie', '5', '10: immer'],
  ]);
});
