import { Question } from '@waymark-idp/plugin-surveys-common';

/** How a point of a scale is drawn: strength and direction. */
export type PointClass = 'low2' | 'low1' | 'middle' | 'high1' | 'high2';

const AGREEMENT: PointClass[] = ['low2', 'low1', 'middle', 'high1', 'high2'];

/** Choices have no direction; they are all drawn alike. */
export function classify(question: Question, value: string): PointClass {
  const point = Number(value);
  if (question.type === 'agreement') return AGREEMENT[point - 1];
  if (question.type !== 'likelihood') return 'middle';
  if (point >= 9) return 'high2';
  if (point >= 7) return 'middle';
  return point >= 4 ? 'low1' : 'low2';
}
