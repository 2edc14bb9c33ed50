import { SurveyQuestion } from '@waymark-idp/plugin-surveys-common';

/** How a point of a scale is drawn: strength and direction. */
export type PointClass = 'low2' | 'low1' | 'middle' | 'high1' | 'high2';

/** From unfavourable to favourable. */
export const POINT_CLASSES: PointClass[] = [
  'low2',
  'low1',
  'middle',
  'high1',
  'high2',
];

/** Where a question has a direction, and so a share of favourable answers. */
export function isScale({ type }: SurveyQuestion): boolean {
  return (
    type === 'agreement' ||
    type === 'satisfaction' ||
    type === 'effort' ||
    type === 'likelihood'
  );
}

/** Choices have no direction; they are all drawn alike. */
export function classify(question: SurveyQuestion, value: string): PointClass {
  if (!isScale(question)) return 'middle';
  const point = Number(value);
  if (question.type !== 'likelihood') return POINT_CLASSES[point - 1];
  if (point >= 9) return 'high2';
  if (point >= 7) return 'middle';
  return point >= 4 ? 'low1' : 'low2';
}
