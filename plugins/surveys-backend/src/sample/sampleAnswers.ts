import { createHash } from 'node:crypto';
import {
  type SurveyAnswers,
  type SurveyAnswerValue,
  DONT_KNOW,
  type SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import { sampleComments } from './sampleComments';

/** About two in three answer. */
const PARTICIPATION = 0.66;

/**
 * What a person of the sample organisation answers, or undefined when they do
 * not take part. The same for the same seed and person. Teams differ, and so do
 * questions, so that there is something to see.
 */
export function sampleAnswers(options: {
  seed: number;
  userRef: string;
  groupId: string;
  questions: readonly SurveyQuestion[];
}): SurveyAnswers | undefined {
  const { seed, userRef, groupId, questions } = options;
  const chance = (...about: string[]) => uniform(String(seed), ...about);
  if (chance(userRef, 'takes part') > PARTICIPATION) return undefined;

  const mood =
    spread(chance(groupId, 'team')) * 0.7 + spread(chance(userRef, 'mood'));
  const entries = questions.flatMap(
    (question): [string, SurveyAnswerValue][] => {
      const draw = (what: string) => chance(userRef, question.id, what);
      const level =
        mood * 0.5 + spread(chance(question.id)) * 0.8 + spread(draw('level'));
      switch (question.type) {
        case 'agreement':
          return draw('knows') < 0.06
            ? [[question.id, DONT_KNOW]]
            : [[question.id, clamp(Math.round(3.6 + level), 1, 5)]];
        case 'likelihood':
          return [[question.id, clamp(Math.round(7.4 + level * 2), 0, 10)]];
        case 'choice':
          return [[question.id, pick(question.options, draw('option')).value]];
        default:
          return draw('writes') < 0.5
            ? [[question.id, pick(sampleComments, draw('comment'))]]
            : [];
      }
    },
  );
  return Object.fromEntries(entries);
}

/** From 0 to 1, the same for the same words. */
function uniform(...words: string[]) {
  const digest = createHash('sha256').update(words.join('\n')).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

/** From -1.5 to 1.5. */
function spread(uniformValue: number) {
  return (uniformValue - 0.5) * 3;
}

function clamp(value: number, from: number, to: number) {
  return Math.min(to, Math.max(from, value));
}

function pick<T>(items: readonly T[], uniformValue: number): T {
  return items[Math.floor(uniformValue * items.length)];
}
